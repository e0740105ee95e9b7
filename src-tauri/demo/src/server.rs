//! The routes, and what every request passes through: the log, the token, the faults.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Router, serve as axum_serve};
use http_body::{Frame, SizeHint};
use tokio::net::TcpListener;

use crate::catalogue::{self, Entry};
use crate::contract::Problem;
use crate::fault::{Fault, UnknownFault};
use crate::link::Signer;
use crate::plan::Plans;
use crate::press::Press;
use crate::seen::{self, Open, Seen};
use crate::wire::{Counter, Handle};
use crate::{Options, admin, list, misbehave, picture, poster, site};

/// Every route. HEAD is answered wherever GET is.
fn table() -> [(&'static str, MethodRouter<Arc<State>>); 8] {
    [
        ("/v1/posters", get(list::posters)),
        ("/v1/posters/{id}", get(poster::one)),
        ("/v1/posters/{id}/image-url", post(poster::mint)),
        ("/v1/images/{file}", get(picture::whole)),
        ("/v1/thumbnails/{file}", get(picture::thumbnail)),
        ("/demo/faults", get(admin::plans).post(admin::plan).delete(admin::behave)),
        ("/demo/requests", get(admin::requests)),
        ("/openapi.yaml", get(admin::openapi)),
    ]
}

/// The paths that the server answers, written as OpenAPI writes them.
pub fn routes() -> Vec<&'static str> {
    table().into_iter().map(|(path, _)| path).collect()
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) press: Arc<Press>,
    pub(crate) signer: Signer,
    pub(crate) link_life: Duration,
    pub(crate) plans: Plans,
    pub(crate) seen: Arc<Seen>,
    /// In the order of the list.
    pub(crate) listed: Vec<&'static Entry>,
    token: Option<String>,
    latency: Duration,
    site: Option<PathBuf>,
}

impl State {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            press: Arc::new(Press::new(&options.cache)),
            signer: Signer::new(),
            link_life: options.link_life,
            plans: Plans::new(options.faults),
            seen: Arc::default(),
            listed: options.catalogue.map_or_else(|| catalogue::listed().to_vec(), catalogue::many),
            token: options.token,
            latency: options.latency,
            site: options.site,
        }
    }
}

pub(crate) async fn serve(listener: TcpListener, state: Arc<State>) {
    let router = table()
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| router.route(path, methods));
    let router = match &state.site {
        Some(folder) => router.fallback_service(site::serve(folder)),
        None => router.fallback(async || Problem::not_found()),
    };
    let router = router
        .method_not_allowed_fallback(async || Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"))
        .layer(from_fn_with_state(Arc::clone(&state), pass))
        .with_state(Arc::clone(&state));
    let counter = Counter {
        listener,
        seen: Arc::clone(&state.seen),
    };
    // Never ends by itself: the runtime that runs it is shut down.
    let _ = axum_serve(counter, router.into_make_service_with_connect_info::<Handle>()).await;
}

async fn pass(Shared(state): Shared<Arc<State>>, ConnectInfo(wire): ConnectInfo<Handle>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let path = uri.path();
    let poster = poster_of(path);
    let asked = asked_fault(uri.query(), request.headers());
    let fault = match &asked {
        Ok(asked) if !path.starts_with("/demo/") => state.plans.meet(path, poster, asked.clone()),
        _ => None,
    };
    let (number, open) = state.seen.request(seen::Request {
        method: request.method().to_string(),
        path: path.to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        poster: poster.map(str::to_owned),
        authorized: request.headers().contains_key(header::AUTHORIZATION),
        range: request
            .headers()
            .get(header::RANGE)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
        status: None,
        fault: fault.as_ref().map(|fault| fault.fault.to_string()),
    });
    tokio::time::sleep(state.latency).await;
    let response = match asked {
        Err(UnknownFault(name)) => Problem::invalid_parameter(format!("unknown fault {name:?}")).into_response(),
        Ok(_) => match fault {
            Some(fault) => match misbehave::instead(&fault, &uri, &wire).await {
                Some(wrong) => wrong,
                None => misbehave::spoil(&fault, well(&state, request, next).await, &wire).await,
            },
            None => well(&state, request, next).await,
        },
    };
    state.seen.answered(number, response.status().as_u16());
    response.map(|body| Body::new(Watched { body, _open: open }))
}

/// The right answer.
async fn well(state: &State, request: Request, next: Next) -> Response {
    match refused(state.token.as_deref(), request.uri().path(), request.headers()) {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    }
}

/// Pictures need no token: their addresses may be on another host, where it must not be sent.
fn refused(token: Option<&str>, path: &str, headers: &HeaderMap) -> Option<Problem> {
    let token = token.filter(|_| path.starts_with("/v1/posters"))?;
    let problem = |code| Some(Problem::new(StatusCode::UNAUTHORIZED, code));
    match headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default()) {
        None => problem("auth_required"),
        Some(value) if value.strip_prefix("Bearer ") == Some(token) => None,
        Some(_) => problem("auth_expired"),
    }
}

/// The poster that a path is about.
fn poster_of(path: &str) -> Option<&str> {
    let rest = ["/v1/posters/", "/v1/images/", "/v1/thumbnails/"]
        .iter()
        .find_map(|prefix| path.strip_prefix(prefix))?;
    let name = rest.split('/').next()?;
    let id = name.rsplit_once('.').map_or(name, |(id, _)| id);
    catalogue::find(id).is_ok().then_some(id)
}

/// The fault that a request asks for: `?fault=cut&times=2`, or the header `x-demo-fault: cut; times=2`.
fn asked_fault(query: Option<&str>, headers: &HeaderMap) -> Result<Option<Fault>, UnknownFault> {
    if let Some(value) = headers.get("x-demo-fault") {
        let text = value.to_str().map_err(|_| UnknownFault(String::new()))?;
        let mut parts = text.split(';').map(str::trim);
        let first = parts.next().map(|name| ("fault", name));
        return Fault::asked(first.into_iter().chain(parts.filter_map(|part| part.split_once('='))));
    }
    // The values that mean something here hold nothing that an address would escape, but for the colon of a date.
    let text = query.unwrap_or_default().replace("%3A", ":").replace("%3a", ":");
    Fault::asked(text.split('&').filter_map(|pair| pair.split_once('=')))
}

/// A body that counts as a request under way until it has been sent or dropped.
struct Watched {
    body: Body,
    _open: Open,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
