//! The settings that put providers at an emulator's address.

/// Settings for the services that have an address of their own.
pub(crate) fn addresses(emulator: &str) -> [(&'static str, String); 2] {
    [
        ("CLOUDFLARE_API_BASE_URL", format!("{emulator}/client/v4")),
        ("GEMINI_BASE_URL", format!("{emulator}/v1beta")),
    ]
}

/// The setting for the provider `openai`, which is on as soon as it has an address.
pub(crate) fn openai_address(emulator: &str) -> (&'static str, String) {
    ("OPENAI_BASE_URL", format!("{emulator}/openai/v1"))
}

/// Every provider, at an emulator.
pub(crate) fn all(emulator: &str) -> Vec<(&'static str, String)> {
    let keys = [
        ("EMULATOR", "on"),
        ("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef"),
        ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
        ("AI_GATEWAY_ID", "default"),
        ("GEMINI_API_KEY", "test-token-1111"),
        ("OPENAI_API_KEY", "test-token-2222"),
        ("OPENAI_MODEL", "emulator-model"),
    ];
    let keys = keys.map(|(name, value)| (name, value.to_owned()));
    keys.into_iter().chain(addresses(emulator)).chain([openai_address(emulator)]).collect()
}
