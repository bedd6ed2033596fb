//! The keys of `wrangler.toml`, as wrangler 4.164 has them for Pages.

/// What may stand in it at all (`validation-pages.ts` of wrangler).
pub(super) const SUPPORTED: [&str; 26] = [
    "$schema",
    "ai",
    "analytics_engine_datasets",
    "browser",
    "compatibility_date",
    "compatibility_flags",
    "d1_databases",
    "dev",
    "durable_objects",
    "env",
    "hyperdrive",
    "kv_namespaces",
    "limits",
    "mtls_certificates",
    "name",
    "no_bundle",
    "pages_build_output_dir",
    "placement",
    "queues",
    "r2_buckets",
    "send_metrics",
    "services",
    "upload_source_maps",
    "vars",
    "vectorize",
    "version_metadata",
];

/// Stand at the top only: environments share them.
pub(super) const TOP_ONLY: [&str; 4] = ["name", "pages_build_output_dir", "send_metrics", "env"];

/// What an environment does not get from the top. On Pages it is all or nothing: an environment that sets one of these
/// gets none of the others (<https://developers.cloudflare.com/pages/functions/wrangler-configuration/>).
pub(super) const NOT_INHERITED: [&str; 14] = [
    "ai",
    "analytics_engine_datasets",
    "browser",
    "d1_databases",
    "durable_objects",
    "hyperdrive",
    "kv_namespaces",
    "mtls_certificates",
    "queues",
    "r2_buckets",
    "services",
    "vars",
    "vectorize",
    "version_metadata",
];

/// Bindings that the site knows, and in which table each stands.
pub(super) const BINDINGS: [(&str, &str); 2] = [("AI", "ai"), ("COUNTS", "d1_databases")];
