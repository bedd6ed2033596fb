//! Whom the limits count: a visitor, as far as an address tells.

use crate::secret::Secret;
use std::net::IpAddr;

/// One visitor's name for the counts, from the address that Cloudflare saw (`CF-Connecting-IP`). With IPv6 a
/// household has a whole /64 (RFC 6177), so these are one visitor. The address itself is not in it: counts are
/// shared with the data centre, and nobody needs to know there who was here.
pub fn visitor(address: &str, salt: &Secret) -> String {
    let network = match address.trim().parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(v6)) => format!("v6 {}", (v6.to_bits() >> 64) as u64),
        Ok(IpAddr::V4(v4)) => format!("v4 {}", v4.to_bits()),
        // Without an address, as on a developer's machine, all are one.
        Err(_) => String::new(),
    };
    salt.sign(&network).reveal()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_ipv6_is_one_visitor_and_every_ipv4_address_is_one() {
        let name = |address| visitor(address, &Secret::new("test-salt-0000"));
        assert_eq!(name("2001:db8:0:1::1"), name("2001:DB8:0:1:ffff::2"));
        assert_ne!(name("2001:db8:0:1::1"), name("2001:db8:0:2::1"));
        assert_ne!(name("192.0.2.1"), name("192.0.2.2"));
        assert_eq!(name("::ffff:192.0.2.1"), name("192.0.2.1"));
        assert_eq!(name(""), name("no address"));
        assert_ne!(visitor("192.0.2.1", &Secret::new("other-salt-0000")), name("192.0.2.1"));
        assert_eq!(name("192.0.2.1").len(), 16);
    }
}
