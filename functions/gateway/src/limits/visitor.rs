//! Names for visitors, as far as an address tells them apart.

use crate::secret::Secret;
use std::net::IpAddr;

/// A visitor's name in the counts, from the address that Cloudflare saw (`CF-Connecting-IP`). A household with IPv6 has
/// a whole /64 (RFC 6177), so all of its addresses have one name. The address cannot be read from the name: counts are
/// shared in the data centre, where nobody needs to know who was here.
pub fn visitor_name(address: &str, salt: &Secret) -> String {
    let network = match address.trim().parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(v6)) => format!("v6 {}", (v6.to_bits() >> 64) as u64),
        Ok(IpAddr::V4(v4)) => format!("v4 {}", v4.to_bits()),
        // Without addresses, as on a developer's machine, all visitors are one.
        Err(_) => String::new(),
    };
    salt.sign(&network).reveal()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_an_ipv4_address_or_an_ipv6_network() {
        let name = |address| visitor_name(address, &Secret::new("test-salt-0000"));
        assert_eq!(name("2001:db8:0:1::1"), name("2001:DB8:0:1:ffff::2"));
        assert_ne!(name("2001:db8:0:1::1"), name("2001:db8:0:2::1"));
        assert_ne!(name("192.0.2.1"), name("192.0.2.2"));
        assert_eq!(name("::ffff:192.0.2.1"), name("192.0.2.1"));
        assert_eq!(name(""), name("no address"));
        assert_ne!(visitor_name("192.0.2.1", &Secret::new("other-salt-0000")), name("192.0.2.1"));
        assert_eq!(name("192.0.2.1").len(), 16);
    }
}
