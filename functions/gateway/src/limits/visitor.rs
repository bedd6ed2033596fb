//! Names for visitors, as far as an address tells them apart.

use crate::secret::Secret;
use std::net::{IpAddr, Ipv6Addr};

/// A visitor's name in the counts, from the address that Cloudflare saw (`CF-Connecting-IP`). A household with IPv6 has
/// a whole /64 (RFC 6177), so all of its addresses have one name. The address cannot be read from the name: counts are
/// shared in the data centre, where nobody needs to know who was here.
pub fn visitor_name(address: &str, salt: &Secret) -> String {
    let network = match canonical(address) {
        Some(IpAddr::V6(v6)) => prefix(v6, 64),
        Some(IpAddr::V4(v4)) => format!("v4 {}", v4.to_bits()),
        // Without addresses, as on a developer's machine, all visitors are one.
        None => String::new(),
    };
    name(&network, salt)
}

/// The name of the IPv6 /48 that an address is in: a customer can have all of its 65,536 /64s (RFC 6177). `None` for
/// IPv4.
pub fn network_name(address: &str, salt: &Secret) -> Option<String> {
    match canonical(address)? {
        IpAddr::V6(v6) => Some(name(&prefix(v6, 48), salt)),
        IpAddr::V4(_) => None,
    }
}

fn canonical(address: &str) -> Option<IpAddr> {
    address.trim().parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

/// The first `length` bits of an address, at most 64.
fn prefix(address: Ipv6Addr, length: u32) -> String {
    format!("v6 /{length} {}", (address.to_bits() >> (128 - length)) as u64)
}

fn name(network: &str, salt: &Secret) -> String {
    salt.sign(network).reveal()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn salt() -> Secret {
        Secret::new("test-salt-0000")
    }

    #[test]
    fn a_visitor_is_an_ipv4_address_or_an_ipv6_network() {
        let name = |address| visitor_name(address, &salt());
        assert_eq!(name("2001:db8:0:1::1"), name("2001:DB8:0:1:ffff::2"));
        assert_ne!(name("2001:db8:0:1::1"), name("2001:db8:0:2::1"));
        assert_ne!(name("192.0.2.1"), name("192.0.2.2"));
        assert_eq!(name("::ffff:192.0.2.1"), name("192.0.2.1"));
        assert_eq!(name(""), name("no address"));
        assert_ne!(visitor_name("192.0.2.1", &Secret::new("other-salt-0000")), name("192.0.2.1"));
        assert_eq!(name("192.0.2.1").len(), 16);
    }

    #[test]
    fn a_network_is_an_ipv6_48() {
        let name = |address| network_name(address, &salt());
        assert!(name("2001:db8:0:1::1").is_some());
        assert_eq!(name("2001:db8:0:1::1"), name("2001:db8:0:ffff::1"));
        assert_ne!(name("2001:db8:0:1::1"), name("2001:db8:1:1::1"));
        assert_ne!(name("2001:db8::1"), Some(visitor_name("2001:db8::1", &salt())));
        assert_eq!([name("192.0.2.1"), name("::ffff:192.0.2.1"), name("")], [None, None, None]);
    }
}
