//! What an error of the libraries says: its whole chain is read here and nowhere else.

use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use poster_core::signal::Net;

use crate::guard::Blocked;

/// What a chain of errors says.
pub(crate) struct Seen {
    /// Of the innermost link that says something.
    pub(crate) net: Net,
    /// The raw operating-system code.
    pub(crate) code: Option<i32>,
    /// Of the innermost I/O error.
    pub(crate) io: Option<io::ErrorKind>,
    /// Of every link, for the report.
    pub(crate) words: String,
}

/// Reads an error and everything inside it.
pub(crate) fn error(error: &(dyn Error + 'static)) -> Seen {
    let links: Vec<&(dyn Error + 'static)> = chain(error).collect();
    // The innermost link that is known is the most specific one. Nothing known at all is a connection
    // that ended in an unusual way.
    let mut net = links.iter().rev().find_map(|link| observe(*link)).unwrap_or(Net::Incomplete);
    if net == Net::Dns && !has_route() {
        net = Net::Offline;
    }
    let io = links.iter().rev().find_map(|link| link.downcast_ref::<io::Error>());
    Seen {
        net,
        code: io.and_then(io::Error::raw_os_error),
        io: io.map(io::Error::kind),
        words: words(&links),
    }
}

/// A body was slower than [`Limits`](crate::limits::Limits) allow.
#[derive(Debug)]
pub(crate) struct TooSlow;

impl std::fmt::Display for TooSlow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("too slow")
    }
}

impl Error for TooSlow {}

/// An error and everything inside it. `io::Error` hides its inner error from `source()`.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let link = next?;
        next = match link.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => link.source(),
        };
        Some(link)
    })
}

/// What one link of a chain says by itself.
fn observe(link: &(dyn Error + 'static)) -> Option<Net> {
    if link.is::<Blocked>() {
        Some(Net::Blocked)
    } else if link.is::<TooSlow>() {
        Some(Net::Timeout)
    } else if link.is::<rustls::Error>() {
        Some(Net::Tls)
    } else if link.is::<h2::Error>() {
        Some(Net::Incomplete)
    } else if let Some(error) = link.downcast_ref::<io::Error>() {
        observe_io(error.kind())
    } else if let Some(error) = link.downcast_ref::<hyper::Error>() {
        observe_hyper(error)
    } else if let Some(error) = link.downcast_ref::<reqwest::Error>() {
        observe_reqwest(error)
    } else {
        None
    }
}

fn observe_io(kind: io::ErrorKind) -> Option<Net> {
    use io::ErrorKind as K;
    Some(match kind {
        K::ConnectionRefused | K::HostUnreachable | K::AddrNotAvailable => Net::Refused,
        K::ConnectionReset | K::ConnectionAborted | K::BrokenPipe | K::NotConnected => Net::Reset,
        K::NetworkUnreachable | K::NetworkDown => Net::Offline,
        K::TimedOut => Net::Timeout,
        K::UnexpectedEof => Net::Incomplete,
        _ => return None,
    })
}

fn observe_hyper(error: &hyper::Error) -> Option<Net> {
    if error.is_parse() {
        Some(Net::BadResponse)
    } else if error.is_timeout() {
        Some(Net::Timeout)
    } else if error.is_incomplete_message() || error.is_canceled() || error.is_closed() {
        Some(Net::Incomplete)
    } else {
        None
    }
}

/// The outermost link: asked last, so it only speaks where nothing inside was specific.
fn observe_reqwest(error: &reqwest::Error) -> Option<Net> {
    if error.is_builder() {
        Some(Net::Setup)
    } else if error.is_dns() {
        Some(Net::Dns)
    } else if error.is_timeout() {
        Some(Net::Timeout)
    } else if error.is_connect() {
        Some(Net::Refused)
    } else {
        None
    }
}

/// The words of every link. An address inside reqwest's words may be signed, so it is left out.
fn words(links: &[&(dyn Error + 'static)]) -> String {
    let mut words: Vec<String> = Vec::new();
    for link in links {
        let text = match link.downcast_ref::<reqwest::Error>() {
            Some(error) if error.is_connect() => "no connection".to_owned(),
            Some(_) => continue,
            None => link.to_string(),
        };
        if words.last().is_none_or(|last| !last.contains(&text)) {
            words.push(text);
        }
    }
    words.join(": ")
}

/// Whether this machine knows a way out at all. Connecting a datagram socket asks the routing table and
/// sends nothing; the addresses are for documentation and belong to nobody.
fn has_route() -> bool {
    let (v4, v6) = (Ipv4Addr::new(192, 0, 2, 1), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1));
    let reaches = |from: SocketAddr, to: SocketAddr| UdpSocket::bind(from).and_then(|socket| socket.connect(to)).is_ok();
    reaches((Ipv4Addr::UNSPECIFIED, 0).into(), (v4, 9).into()) || reaches((Ipv6Addr::UNSPECIFIED, 0).into(), (v6, 9).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net_of(error: impl Into<Box<dyn Error + Send + Sync>>) -> Net {
        super::error(&io::Error::other(error)).net
    }

    #[test]
    fn the_innermost_error_decides() {
        assert_eq!(net_of(rustls::Error::HandshakeNotComplete), Net::Tls);
        assert_eq!(net_of(io::Error::other(rustls::Error::HandshakeNotComplete)), Net::Tls);
        assert_eq!(net_of(Blocked::Private), Net::Blocked);
        assert_eq!(net_of(h2::Error::from(h2::Reason::REFUSED_STREAM)), Net::Incomplete);
        assert_eq!(net_of(io::Error::from(io::ErrorKind::NetworkUnreachable)), Net::Offline);
        assert_eq!(net_of(io::Error::from(io::ErrorKind::ConnectionReset)), Net::Reset);
        assert_eq!(net_of("who knows"), Net::Incomplete);
    }
}
