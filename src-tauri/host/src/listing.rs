//! Reading what the API says, leniently: one bad poster does not lose the list, one bad field does not
//! lose the poster. Nothing of it is trusted.

use std::fmt;

use poster_core::{ImageRef, Poster, PosterPage};
use serde::de::{DeserializeOwned, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;
use url::Url;

/// Most posters that are kept of one page. The contract says 100; more than this is no page but a flood.
const MOST: usize = 100_000;

/// The answer is not what the contract describes.
#[derive(Debug)]
pub(crate) struct NotTheContract;

/// Reads a page of the list that came from `base`.
pub(crate) fn page(bytes: &[u8], base: &Url) -> Result<PosterPage, NotTheContract> {
    #[derive(Deserialize)]
    struct Page<'a> {
        #[serde(borrow)]
        items: &'a RawValue,
        #[serde(borrow)]
        next_cursor: Option<&'a RawValue>,
    }
    let text = text(bytes);
    let page: Page<'_> = read(&text)?;
    let mut result = PosterPage {
        next_cursor: cursor(page.next_cursor)?,
        ..PosterPage::default()
    };
    // Item by item: a list of raw values alone may take ten times the memory of its text.
    let mut items = serde_json::Deserializer::from_str(page.items.get());
    items.deserialize_seq(Items { base, page: &mut result }).map_err(|_| NotTheContract)?;
    Ok(result)
}

/// Reads one poster that came from `base`.
pub(crate) fn poster(bytes: &[u8], base: &Url) -> Result<Poster, NotTheContract> {
    item(&text(bytes), base).ok_or(NotTheContract)
}

/// Reads one picture's address that came from `base`.
pub(crate) fn image(bytes: &[u8], base: &Url) -> Result<ImageRef, NotTheContract> {
    let text = text(bytes);
    picture(&text, base).ok_or(NotTheContract)
}

/// Text that is not quite UTF-8 keeps what is readable.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, NotTheContract> {
    serde_json::from_str(text).map_err(|_| NotTheContract)
}

/// A cursor that cannot be read is an error: taking it for the end would lose posters silently.
fn cursor(raw: Option<&RawValue>) -> Result<Option<String>, NotTheContract> {
    match raw {
        None => Ok(None),
        Some(raw) if raw.get() == "null" => Ok(None),
        Some(raw) => Ok(Some(words(Some(raw)).ok_or(NotTheContract)?).filter(|cursor| !cursor.is_empty())),
    }
}

/// Collects the items of a list one after the other.
struct Items<'a> {
    base: &'a Url,
    page: &'a mut PosterPage,
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of posters")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(raw) = seq.next_element::<&RawValue>()? {
            match item(raw.get(), self.base).filter(|_| self.page.items.len() < MOST) {
                Some(poster) => self.page.items.push(poster),
                None => self.page.skipped = self.page.skipped.saturating_add(1),
            }
        }
        Ok(())
    }
}

/// A poster as it comes, every field by itself.
#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    title: Option<&'a RawValue>,
    #[serde(borrow)]
    updated_at: Option<&'a RawValue>,
    #[serde(borrow)]
    tags: Option<&'a RawValue>,
    #[serde(borrow)]
    campaign: Option<&'a RawValue>,
    #[serde(borrow)]
    starts_at: Option<&'a RawValue>,
    #[serde(borrow)]
    ends_at: Option<&'a RawValue>,
    #[serde(borrow)]
    image: Option<&'a RawValue>,
    #[serde(borrow)]
    thumbnail: Option<&'a RawValue>,
    #[serde(borrow)]
    link: Option<&'a RawValue>,
    #[serde(borrow)]
    qr_expect: Option<&'a RawValue>,
}

/// A poster needs an id that an address can carry, and a picture.
fn item(text: &str, base: &Url) -> Option<Poster> {
    let item: Item<'_> = read(text).ok()?;
    let id = words(item.id).filter(|id| !matches!(id.as_str(), "" | "." | ".."))?;
    let tags: Vec<&RawValue> = item.tags.and_then(|raw| read(raw.get()).ok()).unwrap_or_default();
    let picture_of = |raw: Option<&RawValue>| picture(raw?.get(), base);
    Some(Poster {
        id,
        title: words(item.title).unwrap_or_default(),
        updated_at: words(item.updated_at),
        tags: tags.into_iter().filter_map(|tag| words(Some(tag))).collect(),
        campaign: words(item.campaign),
        starts_at: words(item.starts_at),
        ends_at: words(item.ends_at),
        image: picture_of(item.image)?,
        thumbnail: picture_of(item.thumbnail),
        link: words(item.link),
        qr_expect: words(item.qr_expect),
    })
}

/// A picture's address as it comes.
#[derive(Deserialize)]
struct Picture<'a> {
    #[serde(borrow)]
    url: Option<&'a RawValue>,
    #[serde(borrow)]
    expires_at: Option<&'a RawValue>,
    #[serde(borrow)]
    media_type: Option<&'a RawValue>,
    #[serde(borrow)]
    width: Option<&'a RawValue>,
    #[serde(borrow)]
    height: Option<&'a RawValue>,
    #[serde(borrow)]
    bytes: Option<&'a RawValue>,
    #[serde(borrow)]
    sha256: Option<&'a RawValue>,
    #[serde(borrow)]
    etag: Option<&'a RawValue>,
}

/// A picture lies at an http or https address; what cannot be a length or a hash claims nothing.
fn picture(text: &str, base: &Url) -> Option<ImageRef> {
    let picture: Picture<'_> = read(text).ok()?;
    let address = words(picture.url).filter(|address| !address.is_empty())?;
    let url = base.join(&address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_hash = |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some(ImageRef {
        url: url.into(),
        expires_at: words(picture.expires_at),
        media_type: words(picture.media_type),
        width: number(picture.width),
        height: number(picture.height),
        bytes: number(picture.bytes).filter(|bytes| *bytes > 0),
        sha256: words(picture.sha256).filter(is_hash).map(|text| text.to_ascii_lowercase()),
        etag: words(picture.etag),
    })
}

fn number<T: DeserializeOwned>(raw: Option<&RawValue>) -> Option<T> {
    read(raw?.get()).ok()
}

/// A text, or a whole number as text (ids often are numbers); nothing else.
fn words(raw: Option<&RawValue>) -> Option<String> {
    let raw = raw?.get();
    let whole = raw.strip_prefix('-').unwrap_or(raw).bytes().all(|byte| byte.is_ascii_digit());
    if whole {
        Some(raw.to_owned())
    } else {
        read::<Text>(raw).ok().map(|text| text.0)
    }
}

/// A JSON text whose lone surrogates have become replacement characters. `String` refuses them; read as
/// bytes, serde_json passes them on.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Text;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(String::from_utf8_lossy(bytes).into_owned()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn base() -> Url {
        Url::parse("https://shop.example/api/v1/posters?limit=50").unwrap()
    }

    fn read_page(text: &str) -> Result<PosterPage, NotTheContract> {
        page(text.as_bytes(), &base())
    }

    fn one(item: &str) -> Option<Poster> {
        read_page(&format!("{{\"items\":[{item}],\"next_cursor\":null}}")).unwrap().items.pop()
    }

    #[test]
    fn one_bad_item_does_not_lose_the_list() {
        let page = read_page(
            r#"{"items":[{"id":"a","image":{"url":"a.png"}},null,7,"x",[],{},{"id":"b"},{"id":"","image":{"url":"x"}},
            {"id":"..","image":{"url":"x"}},{"id":"c","image":{"url":"file:///etc/passwd"}},{"id":"d","image":null},
            {"id":"e","id":"f","image":{"url":"x"}},{"image":{"url":"x"}},{"id":{},"image":{"url":"x"}},
            {"id":"g","image":{"url":"data:,x"}},{"id":"z","image":{"url":"/z.png"},"extra":{"deep":[1]}}],"next_cursor":"n"}"#,
        )
        .unwrap();
        assert_eq!(page.items.iter().map(|poster| poster.id.as_str()).collect::<Vec<_>>(), ["a", "z"]);
        assert_eq!(page.items[0].image.url, "https://shop.example/api/v1/a.png");
        assert_eq!(page.items[1].image.url, "https://shop.example/z.png");
        assert_eq!((page.skipped, page.next_cursor.as_deref()), (14, Some("n")));
    }

    #[test]
    fn one_bad_field_does_not_lose_the_poster() {
        let poster = one(
            r#"{"id":12,"title":["?"],"tags":["a",1,null,{}],"campaign":false,"image":{"url":"https://cdn.example/x",
            "width":-1,"height":1e3,"bytes":"many","sha256":"beef","etag":7},"thumbnail":"x","updated_at":{}}"#,
        )
        .unwrap();
        assert_eq!((poster.id.as_str(), poster.title.as_str()), ("12", ""));
        assert_eq!(poster.tags, ["a", "1"]);
        assert_eq!(
            poster.image,
            ImageRef {
                url: "https://cdn.example/x".into(),
                etag: Some("7".into()),
                ..ImageRef::default()
            }
        );
        assert_eq!((poster.thumbnail, poster.campaign, poster.updated_at), (None, None, None));
    }

    #[test]
    fn lone_surrogates_and_broken_utf8_are_replaced() {
        let poster = one(r#"{"id":"a","title":"x\ud800y","image":{"url":"a"}}"#).unwrap();
        assert!(poster.title.starts_with('x') && poster.title.ends_with('y') && poster.title.contains('\u{fffd}'));
        assert_eq!(one(r#"{"id":"a","title":"\ud83d\ude00","image":{"url":"a"}}"#).unwrap().title, "😀");
        let page = page(
            b"\xEF\xBB\xBF{\"items\":[{\"id\":\"a\",\"title\":\"x\xFFy\",\"image\":{\"url\":\"a\"}}]}",
            &base(),
        )
        .unwrap();
        assert_eq!(page.items[0].title, "x\u{fffd}y");
    }

    #[test]
    fn duplicate_ids_are_kept_apart() {
        let page = read_page(r#"{"items":[{"id":"a","image":{"url":"1"}},{"id":"a","image":{"url":"2"}}]}"#).unwrap();
        assert_eq!(page.items.len(), 2);
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let poster = one(&format!(r#"{{"id":"a","title":{deep},"tags":{deep},"image":{{"url":"a"}},"x":{deep}}}"#)).unwrap();
        assert_eq!((poster.title.as_str(), poster.tags.len()), ("", 0));
        let many = vec![r#"{"id":"a","image":{"url":"a"}}"#; MOST + 1].join(",");
        let page = read_page(&format!("{{\"items\":[{many}]}}")).unwrap();
        assert_eq!((page.items.len(), page.skipped), (MOST, 1));
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for text in [
            "",
            "null",
            "[]",
            "{}",
            "<html>",
            "{\"items\":null}",
            "{\"items\":{}}",
            "{\"items\":[}",
            "{\"items\":[]",
            "{\"status\":400,\"msg\":\"no\"}",
            "{\"items\":[],\"next_cursor\":{}}",
            "{\"items\":[],\"next_cursor\":true}",
        ] {
            read_page(text).expect_err(text);
        }
        for text in [
            "{\"items\":[]}",
            "{\"items\":[],\"next_cursor\":null}",
            "{\"items\":[],\"next_cursor\":\"\"}",
        ] {
            assert_eq!(read_page(text).unwrap(), PosterPage::default());
        }
    }
}
