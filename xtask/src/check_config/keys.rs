//! The keys of `wrangler.toml` that wrangler 4.164 takes for Pages.

/// All keys (`validation-pages.ts` of wrangler).
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

/// Keys that all environments share, so they may only be at the top.
pub(super) const TOP_ONLY: [&str; 4] = ["name", "pages_build_output_dir", "send_metrics", "env"];

/// Keys that an environment does not inherit. On Pages it is all or nothing: an environment that sets one of these
/// inherits none of the others (<https://developers.cloudflare.com/pages/functions/wrangler-configuration/>).
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

/// The bindings that the site knows, and the key of each.
pub(super) const BINDINGS: [(&str, &str); 3] =
    [("AI", "ai"), ("DB", "d1_databases"), ("TRAFFIC", "analytics_engine_datasets")];
