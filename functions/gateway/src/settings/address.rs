//! Which addresses may receive credentials.

/// Whether credentials may be sent to an address: over TLS, or to this machine. The address must not hold a query, a
/// user name or a fragment.
pub(super) fn is_safe_base_url(url: &str) -> bool {
    let (rest, is_tls) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        _ => return false,
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((v6, _)) => v6,
        None => authority.split(':').next().unwrap_or_default(),
    };
    let is_plain = url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'\\' | b'@'));
    let is_loopback = host == "localhost" || host == "::1" || is_loopback_v4(host);
    is_plain && !host.is_empty() && (is_tls || is_loopback)
}

/// The same for the address of a webhook, some of which have a query.
pub(super) fn is_safe_webhook(url: &str) -> bool {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    is_safe_base_url(address) && query.bytes().all(|b| b.is_ascii_graphic() && b != b'#')
}

/// Whether a text is an origin as browsers write it in `Origin`: no path and no slash at its end. Applications and
/// extensions have schemes of their own, such as `tauri://localhost`. `null` is the origin of files and sandboxed frames.
pub(super) fn is_origin(text: &str) -> bool {
    match text.split_once("://") {
        Some(("http" | "https", host)) => is_safe_base_url(text) && !host.contains('/'),
        Some((scheme, host)) => is_scheme(scheme) && !host.is_empty() && host.bytes().all(is_host_byte),
        None => text == "null",
    }
}

/// RFC 3986, 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'))
}

fn is_host_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b':')
}

fn is_loopback_v4(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_go_over_tls_or_stay_on_this_machine() {
        for good in
            ["https://example.com/v1", "http://127.0.0.1:9/x", "http://localhost:1", "http://[::1]:8/v1"]
        {
            assert!(is_safe_base_url(good), "{good}");
        }
        for bad in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost@example.com",
            "ftp://127.0.0.1",
            "https://",
            "https://a b",
            "http://127.0.0.1\\@example.com",
        ] {
            assert!(!is_safe_base_url(bad), "{bad}");
        }
    }

    #[test]
    fn a_webhook_may_have_a_query() {
        for good in ["https://hooks.example/T0/B0?thread=1&x=%2F?", "http://127.0.0.1:9/hooks/x"] {
            assert!(is_safe_webhook(good), "{good}");
        }
        for bad in [
            "http://hooks.example/x",
            "https://hooks.example/x?a b",
            "https://hooks.example/x?y#z",
            "hooks.example",
        ] {
            assert!(!is_safe_webhook(bad), "{bad}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert!(is_origin("https://chat.example") && is_origin("http://localhost:3000"));
        assert!(!is_origin("https://chat.example/") && !is_origin("chat.example"));
    }

    #[test]
    fn applications_and_extensions_have_origins_of_their_own() {
        for good in ["tauri://localhost", "app://obsidian.md", "chrome-extension://abcdefghijklmnop", "null"]
        {
            assert!(is_origin(good), "{good}");
        }
        for bad in
            ["*", "app://", "://x", "tauri://localhost/", "app://a b", "1app://x", "http://example.com", ""]
        {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
