//! Generates the ids of the providers: Cloudflare's two, which have adapters of their own in `gateway`, and one for each
//! file of `functions/providers`.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

const PROVIDERS: &str = "../providers";
/// Id and label of the providers without a file.
const CLOUDFLARE: [(&str, &str); 2] = [("ai-gateway", "AI Gateway"), ("workers-ai", "Workers AI")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PROVIDERS}");
    let mut providers = CLOUDFLARE.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
    providers.extend(
        provider_files::read(Path::new(PROVIDERS))?
            .into_iter()
            .map(|provider| (provider.id, provider.file.label)),
    );
    let mut code = String::from("providers! {\n");
    for (id, label) in &providers {
        writeln!(code, "    {} {id:?} {label:?},", provider_files::variant(id))?;
    }
    code.push_str("}\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("providers.rs"), code)?;
    Ok(())
}
