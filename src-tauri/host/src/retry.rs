//! Trying again: how often, after how long, and when the server asks for patience.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use tokio::time::Instant;

use crate::limits::Limits;
use crate::trouble::{Again, Outcome, Trouble};

/// Counts the tries of one item.
#[derive(Debug)]
pub(crate) struct Patience<'a> {
    limits: &'a Limits,
    tries: usize,
}

impl<'a> Patience<'a> {
    /// Nothing tried yet.
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, tries: 0 }
    }

    /// Counts a try that is made at once.
    pub(crate) fn spend(&mut self) {
        self.tries += 1;
    }

    /// Sleeps until the next try is due, or gives the trouble back because there is none.
    pub(crate) async fn wait(&mut self, trouble: Box<Trouble>) -> Outcome<()> {
        let most = match trouble.again() {
            Again::Never => 0,
            Again::Once => 1,
            Again::AsLimited => self.limits.waits.len(),
        };
        let Some(wait) = self.limits.waits.get(self.tries).filter(|_| self.tries < most) else {
            return Err(trouble.with_wait());
        };
        let now = Instant::now();
        let mut moment = now + Duration::from_millis(fastrand::u64(wait.clone()));
        if let Some(asked) = trouble.not_before {
            if asked > now + self.limits.patience {
                return Err(trouble.with_wait());
            }
            moment = moment.max(asked);
        }
        self.tries += 1;
        tokio::time::sleep_until(moment).await;
        Ok(())
    }
}

/// When a server wants to be asked again: seconds, or a date. Anything else says nothing.
///
/// A date is measured against the server's own clock where the answer tells it: the clocks of two
/// machines differ, and earlier than asked is what must not happen.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Instant> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Too many digits still mean "long".
        Duration::from_secs(text.parse::<u32>().unwrap_or(u32::MAX).into())
    } else {
        let date = httpdate::parse_http_date(text).ok()?;
        let here = SystemTime::now();
        let there = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
        date.duration_since(there.unwrap_or(here)).unwrap_or_default()
    };
    Instant::now().checked_add(wait)
}

#[cfg(test)]
mod tests {
    use poster_core::signal::{Net, Stage};
    use reqwest::StatusCode;
    use reqwest::header::HeaderValue;
    use url::Url;

    use super::*;

    fn url() -> Url {
        Url::parse("https://shop.example/").expect("an address")
    }

    fn busy(wait: Option<Duration>) -> Box<Trouble> {
        let mut trouble = Trouble::status(Stage::Fetch, &url(), StatusCode::SERVICE_UNAVAILABLE);
        trouble.not_before = wait.map(|wait| Instant::now() + wait);
        trouble
    }

    fn asked(pairs: &[(reqwest::header::HeaderName, &str)]) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(name, HeaderValue::from_str(value).expect("a value"));
        }
        retry_after(&headers).map(|moment| moment.saturating_duration_since(Instant::now()))
    }

    #[tokio::test(start_paused = true)]
    async fn three_more_tries_at_growing_distances() {
        let limits = Limits::default();
        let mut patience = Patience::new(&limits);
        for (least, most) in [(500, 1500), (2500, 3500), (5500, 6500)] {
            let before = Instant::now();
            patience.wait(busy(None)).await.expect("another try");
            let waited = before.elapsed().as_millis();
            assert!((least..=most + 1).contains(&waited), "{waited}");
        }
        patience.wait(busy(None)).await.expect_err("no fourth one");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_not_transient_is_not_tried_again() {
        let limits = Limits::default();
        let tls = Trouble::net(Stage::Fetch, &url(), Net::Tls, "");
        Patience::new(&limits).wait(tls).await.expect_err("never for certificates");
        let mut patience = Patience::new(&limits);
        let mismatch = || Trouble::content(Stage::Fetch, &url(), poster_core::signal::Content::Mismatch, "");
        patience.wait(mismatch()).await.expect("once");
        patience.wait(mismatch()).await.expect_err("not twice");
    }

    #[tokio::test(start_paused = true)]
    async fn never_earlier_than_asked_and_long_waits_are_the_users() {
        let limits = Limits::default();
        let before = Instant::now();
        Patience::new(&limits)
            .wait(busy(Some(Duration::from_secs(59))))
            .await
            .expect("within patience");
        assert!(before.elapsed() >= Duration::from_secs(59));
        let trouble = Patience::new(&limits)
            .wait(busy(Some(Duration::from_secs(61))))
            .await
            .expect_err("too long");
        assert_eq!(trouble.signal.facts.wait, Some(61));
    }

    #[tokio::test(start_paused = true)]
    async fn both_forms_and_neither() {
        let seconds = |n| Some(Duration::from_secs(n));
        assert_eq!(asked(&[(RETRY_AFTER, "7")]), seconds(7));
        assert_eq!(asked(&[(RETRY_AFTER, "0")]), seconds(0));
        assert_eq!(asked(&[(RETRY_AFTER, "99999999999999999999")]), seconds(u64::from(u32::MAX)));
        for nonsense in ["", "soon", "-3", "1.5", "Tue, 99 Foo"] {
            assert_eq!(asked(&[(RETRY_AFTER, nonsense)]), None, "{nonsense}");
        }
        // By the server's clock, whatever ours says.
        let (date, later) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:40 GMT");
        assert_eq!(asked(&[(DATE, date), (RETRY_AFTER, later)]), seconds(3));
        assert_eq!(asked(&[(DATE, later), (RETRY_AFTER, date)]), seconds(0));
        assert_eq!(asked(&[(RETRY_AFTER, date)]), seconds(0));
    }
}
