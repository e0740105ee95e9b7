//! Which addresses may be reached: a server's words must not lead into the user's own network.
//!
//! Checked at every hop, and the connection goes to the address that was checked: names are resolved
//! by [`PublicNames`], so a name that changes its address between check and connection (DNS
//! rebinding) gains nothing.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::source::Source;

/// Why an address must not be reached. Found again in the chain of a connection's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blocked {
    /// Neither http nor https.
    Scheme,
    /// Plain http although the source is https.
    Plain,
    /// A host of this machine or of a private network.
    Private,
}

impl fmt::Display for Blocked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Scheme => "an address that is neither http nor https",
            Self::Plain => "a plain address behind an https source",
            Self::Private => "an address in a private network",
        })
    }
}

impl Error for Blocked {}

/// Looks at one hop before anything is sent. The source's own origin is where the user pointed, so it
/// may lie anywhere; everything else must be public.
pub(crate) fn check(source: &Source, url: &Url) -> Result<(), Blocked> {
    match url.scheme() {
        "https" => {}
        "http" if source.base.scheme() == "http" => {}
        "http" => return Err(Blocked::Plain),
        _ => return Err(Blocked::Scheme),
    }
    if source.is_home(url) {
        return Ok(());
    }
    // The URL parser has already turned decimal, octal, hexadecimal, short and full-width
    // spellings, and a trailing dot, into the address that they mean.
    let public = match url.host() {
        Some(Host::Ipv4(address)) => is_public_v4(address) && !is_fake(address),
        Some(Host::Ipv6(address)) => is_public_v6(address),
        Some(Host::Domain(name)) => !is_local_name(name),
        None => false,
    };
    if public { Ok(()) } else { Err(Blocked::Private) }
}

/// Names that mean this machine or this network whatever a resolver says. Where a proxy resolves
/// names this is the only look that can be taken.
pub(crate) fn is_local_name(name: &str) -> bool {
    ["localhost", "local", "internal", "home.arpa"]
        .iter()
        .any(|domain| is_under(name, domain))
}

/// Whether a name is `domain` or below it.
pub(crate) fn is_under(name: &str, domain: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The answers that proxies such as Clash give for every name while they catch all traffic
/// (198.18.0.0/15). Refusing them would refuse every public server on such a machine; as a literal
/// in an address they are nobody's.
fn is_fake(address: Ipv4Addr) -> bool {
    matches!(address.octets(), [198, 18 | 19, ..])
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// After the IANA special-purpose registry.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let shared = matches!(address.octets(), [100, 64..=127, ..]);
    let protocol = matches!(address.octets(), [192, 0, 0, _]);
    let reserved = matches!(address.octets(), [0 | 240..=255, ..]);
    !(shared
        || protocol
        || reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// After the IANA special-purpose registry. Addresses that carry an IPv4 address are as public as that one.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let halves = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        // Mapped, compatible (with :: and ::1), translated (NAT64), 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_public_v4(halves(high, low)),
        // Global unicast is 2000::/3; Teredo, documentation and benchmarking lie inside it.
        [0x2001, 0 | 2 | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Resolves names and leaves out every address that is not public.
#[derive(Debug)]
pub(crate) struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let all = lookup(&name).await?;
            let public: Vec<SocketAddr> = all.into_iter().filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(Blocked::Private.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Resolves names as they are: for the source's own origin, and for a proxy.
#[derive(Debug)]
pub(crate) struct AnyNames;

impl Resolve for AnyNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move { Ok(Box::new(lookup(&name).await?.into_iter()) as Addrs) })
    }
}

async fn lookup(name: &Name) -> Result<Vec<SocketAddr>, Box<dyn Error + Send + Sync>> {
    // RFC 6761: never resolves, so no server needs to be asked, and no network is needed to know it.
    if is_under(name.as_str(), "invalid") {
        return Err("a name that never resolves".into());
    }
    let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
    if found.is_empty() {
        Err("a name without an address".into())
    } else {
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn verdict(source: &str, target: &str) -> Result<(), Blocked> {
        check(&Source::parse(source, true).unwrap(), &Url::parse(target).unwrap())
    }

    #[test]
    fn no_spelling_of_a_private_address_passes() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0177.0.0.1",
            "0x7f.0.0.1",
            "0x7f000001",
            "127.0.0.1.",
            "0",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.100.100.200",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::10.0.0.1]",
            "[2002:7f00:1::]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[2001::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "printer.local",
            "metadata.google.internal",
            "１２７.０.０.１",
            "①②⑦.0.0.1",
            "user:word@127.0.0.1",
        ] {
            assert_eq!(
                verdict("http://shop.example", &format!("http://{host}/x")),
                Err(Blocked::Private),
                "{host}"
            );
        }
    }

    #[test]
    fn public_addresses_pass() {
        for host in [
            "8.8.8.8",
            "shop.example",
            "[2606:4700::1111]",
            "[64:ff9b::8.8.8.8]",
            "172.32.0.1",
            "notlocalhost",
            "100.128.0.1",
        ] {
            assert_eq!(verdict("https://shop.example", &format!("https://{host}/x")), Ok(()), "{host}");
        }
    }

    #[test]
    fn only_the_source_itself_may_be_private() {
        let demo = "http://127.0.0.1:4000";
        assert_eq!(verdict(demo, "http://127.0.0.1:4000/x"), Ok(()));
        assert_eq!(verdict(demo, "http://127.0.0.1:4001/x"), Err(Blocked::Private));
        assert_eq!(verdict(demo, "http://127.0.0.2:4000/x"), Err(Blocked::Private));
        assert_eq!(verdict(demo, "http://localhost:4000/x"), Err(Blocked::Private));
        assert_eq!(verdict(demo, "http://192.168.0.1/x"), Err(Blocked::Private));
    }

    #[test]
    fn schemes() {
        for target in [
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://shop.example/x",
            "javascript:1",
            "smb://nas/x",
            "blob:x",
        ] {
            assert_eq!(verdict("https://shop.example", target), Err(Blocked::Scheme), "{target}");
        }
        assert_eq!(verdict("https://shop.example", "http://shop.example/"), Err(Blocked::Plain));
        assert_eq!(verdict("http://shop.example", "https://cdn.example/"), Ok(()));
    }

    #[tokio::test]
    async fn a_name_of_this_machine_resolves_to_nothing() {
        let error = PublicNames.resolve("localhost".parse().unwrap()).await.err().unwrap();
        assert_eq!(error.downcast_ref(), Some(&Blocked::Private));
        assert!(AnyNames.resolve("localhost".parse().unwrap()).await.unwrap().count() > 0);
        AnyNames.resolve("shop.invalid".parse().unwrap()).await.err().unwrap();
    }
}
