//! `GET /v1/posters`: filtered, in pages, with conditional requests.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::catalogue::Entry;
use crate::contract::{PosterPage, Problem};
use crate::cursor;
use crate::poster::{Life, conditional};
use crate::server;

const PAGE: usize = 50;
const PAGE_MOST: usize = 100;

/// The query as it came: numbers and dates are checked here, so that a wrong one gets a Problem.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    cursor: Option<String>,
    limit: Option<String>,
    q: Option<String>,
    tag: Option<String>,
    updated_after: Option<String>,
    life: Life,
}

pub(crate) async fn posters(
    State(state): State<Arc<server::State>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let page = page(&state, &asked?.0)?;
    Ok(conditional(&headers, &page.plain, &page.signed))
}

struct Both {
    /// With unsigned links: what the entity tag is made of, so that it stays while nothing but links ages.
    plain: PosterPage,
    signed: PosterPage,
}

fn page(state: &server::State, asked: &Asked) -> Result<Both, Problem> {
    let limit = match asked.limit.as_deref().map(str::parse) {
        None => PAGE,
        Some(Ok(limit @ 1..=PAGE_MOST)) => limit,
        Some(_) => return Err(Problem::invalid_parameter("limit is a number from 1 to 100")),
    };
    let after = match asked.updated_after.as_deref().map(|text| OffsetDateTime::parse(text, &Rfc3339)) {
        None => None,
        Some(Ok(moment)) => Some(moment),
        Some(Err(_)) => return Err(Problem::invalid_parameter("updated_after is a date and time as of RFC 3339")),
    };
    let mut rest: Vec<&'static Entry> = state
        .listed
        .iter()
        .copied()
        .filter(|entry| asked.q.as_deref().is_none_or(|words| entry.mentions(words)))
        .filter(|entry| asked.tag.as_deref().is_none_or(|tag| entry.tags.contains(&tag)))
        .filter(|entry| after.is_none_or(|after| entry.updated_after(after)))
        .collect();
    if let Some(cursor) = asked.cursor.as_deref() {
        let invalid = || Problem::new(StatusCode::BAD_REQUEST, "invalid_cursor");
        let id = cursor::read(cursor).ok_or_else(invalid)?;
        let at = rest.iter().position(|entry| entry.id == id).ok_or_else(invalid)?;
        rest.drain(..=at);
    }
    let next_cursor = (rest.len() > limit).then(|| cursor::after(rest[limit - 1].id));
    rest.truncate(limit);
    let life = asked.life.or(state.link_life);
    Ok(Both {
        plain: PosterPage {
            items: rest.iter().map(|entry| state.poster(entry, None)).collect(),
            next_cursor: next_cursor.clone(),
        },
        signed: PosterPage {
            items: rest.iter().map(|entry| state.poster(entry, Some(life))).collect(),
            next_cursor,
        },
    })
}
