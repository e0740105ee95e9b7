//! Whether WeChat would talk to the hosts that a source names.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The lists of the mini-program's server domains, as its owner entered them.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct ListedDomains {
    /// What `wx.request` may ask.
    pub request: Vec<String>,
    /// What `wx.downloadFile` may fetch.
    pub download: Vec<String>,
}

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DomainProgress {
    /// Posters listed so far.
    pub posters: u32,
    /// Addresses whose redirects were followed.
    pub followed: u32,
    /// Of how many; absent while the list is still read.
    pub of: Option<u32>,
}

/// The hosts of a source against the lists.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DomainReport {
    /// Every host with its scheme and port, the troubled ones first.
    pub hosts: Vec<DomainHost>,
    /// How many posters were listed.
    pub posters: u32,
    /// How many addresses were followed: some of each host.
    pub followed: u32,
    /// How many of those did not answer, so that their redirects are unknown.
    pub unanswered: u32,
    /// Why it ended before everything was looked at.
    pub cut: Option<DomainCut>,
}

/// Why a check ended before everything was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum DomainCut {
    /// More posters than a check reads.
    Posters,
    /// It took too long.
    Time,
    /// The user ended it.
    Cancelled,
}

/// One host, as one of its addresses names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DomainHost {
    /// The host's name, with its port where the address names one.
    pub host: String,
    /// What a phone does there, and so which list it belongs on.
    pub purpose: DomainPurpose,
    /// One of its addresses, without query and password.
    pub example: String,
    /// Where it was met.
    pub seen_in: Vec<SeenIn>,
    /// What WeChat would say.
    pub verdict: DomainVerdict,
    /// How many addresses.
    pub count: u32,
}

/// What a phone does at a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum DomainPurpose {
    /// It asks the API: `wx.request`.
    Request,
    /// It fetches a picture: `wx.downloadFile`.
    Download,
}

impl ListedDomains {
    /// The list that a host of this purpose belongs on.
    pub fn of(&self, purpose: DomainPurpose) -> &[String] {
        match purpose {
            DomainPurpose::Request => &self.request,
            DomainPurpose::Download => &self.download,
        }
    }
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

/// What WeChat would say.
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
    /// Nothing against it.
    Ok,
}

/// What WeChat would say to this address.
///
/// `listed` holds the domains of the address's purpose as the owner entered them: with or without `https://`, a port only where it
/// is part of the entry. A listed domain does not stand for its subdomains. `numeric`: the host is an IP address.
pub fn verdict(scheme: &str, host: &str, numeric: bool, port: Option<u16>, listed: &[String]) -> DomainVerdict {
    let bare = |entry: &String| entry.trim().trim_start_matches("https://").trim_end_matches('/').to_ascii_lowercase();
    let wanted = match port {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    if scheme != "https" {
        DomainVerdict::Http
    } else if numeric {
        DomainVerdict::Ip
    } else if listed.iter().any(|entry| bare(entry) == wanted.to_ascii_lowercase()) {
        DomainVerdict::Ok
    } else if port.is_some() {
        DomainVerdict::Port
    } else {
        DomainVerdict::NotListed
    }
}

#[cfg(test)]
mod tests {
    use super::{DomainVerdict, verdict};

    #[test]
    fn what_wechat_refuses() {
        let listed = [
            "https://cdn.example.com".to_owned(),
            " img.example.com/ ".to_owned(),
            "a.example.com:8443".to_owned(),
        ];
        for (scheme, host, port, expected) in [
            ("https", "cdn.example.com", None, DomainVerdict::Ok),
            ("https", "CDN.example.com", None, DomainVerdict::Ok),
            ("https", "img.example.com", None, DomainVerdict::Ok),
            ("http", "cdn.example.com", None, DomainVerdict::Http),
            ("https", "93.184.216.34", None, DomainVerdict::Ip),
            ("https", "[2606:2800::1]", None, DomainVerdict::Ip),
            ("https", "cdn.example.com", Some(8443), DomainVerdict::Port),
            ("https", "a.example.com", Some(8443), DomainVerdict::Ok),
            ("https", "a.example.com", None, DomainVerdict::NotListed),
            ("https", "x.cdn.example.com", None, DomainVerdict::NotListed),
        ] {
            let numeric = host.starts_with(['[', '9']);
            assert_eq!(verdict(scheme, host, numeric, port, &listed), expected, "{scheme}://{host} {port:?}");
        }
    }
}
