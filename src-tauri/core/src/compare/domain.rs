//! Whether WeChat would download from the hosts that a source names.

use serde::Serialize;
use ts_rs::TS;

/// The hosts of a source against the list of downloadFile domains.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DomainReport {
    /// Every host with its scheme and port, the troubled ones first.
    pub hosts: Vec<DomainHost>,
    /// How many addresses were looked at.
    pub checked: u32,
    /// Whether there were more than were looked at.
    pub truncated: bool,
    /// How many addresses did not answer, so that their redirects are unknown.
    pub unanswered: u32,
}

/// One host, as one of its addresses names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DomainHost {
    /// The host's name, with its port where the address names one.
    pub host: String,
    /// One of its addresses, without query and password.
    pub example: String,
    /// Where it was met.
    pub seen_in: Vec<SeenIn>,
    /// What WeChat would say.
    pub verdict: DomainVerdict,
    /// How many addresses.
    pub count: u32,
}

/// Where a host was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SeenIn {
    /// The list itself.
    Api,
    /// A poster's picture.
    Poster,
    /// A poster's thumbnail.
    Thumbnail,
    /// Where a picture's address leads on to.
    Redirect,
}

/// What WeChat would say to a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DomainVerdict {
    /// It is no HTTPS address.
    Http,
    /// It names a machine by number.
    Ip,
    /// It names a port.
    Port,
    /// The host is not on the list.
    NotListed,
    /// It would download.
    Ok,
}
