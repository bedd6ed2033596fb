use super::*;

/// What `cargo metadata` prints, with the fields that its reader wants.
fn metadata() -> Metadata {
    let package = |name: &str, kind: &str, source: Option<&str>| {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "source": source,
            "dependencies": [], "features": {}, "manifest_path": "/Cargo.toml",
            "targets": [{ "kind": [kind], "crate_types": [kind], "name": name, "src_path": "/src/lib.rs" }] })
    };
    let dep = |name: &str, kind: Option<&str>| json!({ "name": name, "pkg": name, "dep_kinds": [{ "kind": kind, "target": null }] });
    let node =
        |name: &str, deps: &[Value]| json!({ "id": name, "deps": deps, "dependencies": [], "features": [] });
    let registry = Some("registry");
    let metadata = json!({
        "version": 1, "workspace_members": [], "workspace_root": "/", "target_directory": "/target",
        "packages": [
            package("app", "bin", None), package("owner", "bin", None), package("functions", "cdylib", None), package("wire", "lib", None),
            package("shipped", "lib", registry), package("macro", "proc-macro", registry),
            package("of-macro", "lib", registry), package("script", "lib", registry),
            package("test", "lib", registry), package("both", "lib", registry),
        ],
        "resolve": { "root": null, "nodes": [
            node("app", &[dep("wire", None), dep("test", Some("dev")), dep("script", Some("build"))]),
            node("owner", &[dep("wire", None)]), node("functions", &[dep("wire", None)]),
            node("wire", &[dep("shipped", None), dep("macro", None), dep("both", None)]),
            node("macro", &[dep("of-macro", None), dep("both", None)]),
            node("shipped", &[]), node("of-macro", &[]), node("script", &[]), node("test", &[]), node("both", &[]),
        ] },
    });
    serde_json::from_value(metadata).unwrap()
}

#[test]
fn what_ships_is_told_from_what_only_builds_it_and_tests_are_left_out() {
    let lock = "[[package]]\nname = \"shipped\"\nversion = \"1.0.0\"\nchecksum = \"ab01\"\n";
    let npm = json!({ "packages": {
        "": {},
        "node_modules/@a/b": { "version": "2.0.0", "license": "MIT", "dev": true },
        "node_modules/charts": { "version": "3.0.0", "license": "MIT" },
    } });
    let bill = bill(&metadata(), &Checksums::read(lock).unwrap(), &npm).unwrap();
    let components = bill["components"].as_array().unwrap();
    let scopes: Vec<(&str, &str)> = components
        .iter()
        .map(|component| (component["purl"].as_str().unwrap(), component["scope"].as_str().unwrap()))
        .collect();
    assert_eq!(
        scopes,
        [
            ("pkg:cargo/both@1.0.0", "required"),
            ("pkg:cargo/macro@1.0.0", "excluded"),
            ("pkg:cargo/of-macro@1.0.0", "excluded"),
            ("pkg:cargo/script@1.0.0", "excluded"),
            ("pkg:cargo/shipped@1.0.0", "required"),
            ("pkg:npm/%40a/b@2.0.0", "excluded"),
            ("pkg:npm/charts@3.0.0", "required"),
        ]
    );
    let shipped = &components[4];
    assert_eq!(shipped["hashes"], json!([{ "alg": "SHA-256", "content": "ab01" }]));
    assert_eq!(shipped["licenses"], json!([{ "expression": "MIT OR Apache-2.0" }]));
    let of_wire =
        bill["dependencies"].as_array().unwrap().iter().find(|d| d["ref"] == "pkg:cargo/wire@1.0.0");
    let used = ["pkg:cargo/both@1.0.0", "pkg:cargo/macro@1.0.0", "pkg:cargo/shipped@1.0.0"];
    assert_eq!(of_wire.unwrap()["dependsOn"], json!(used));
}
