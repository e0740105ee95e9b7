//! `/demo/...`: plans misbehaviour for requests to come and shows what has been asked. Not part of the poster API.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::OPENAPI;
use crate::contract::Problem;
use crate::plan::Plan;
use crate::server;

pub(crate) async fn plan(State(state): State<Arc<server::State>>, body: Bytes) -> Response {
    match serde_json::from_slice::<Plan>(&body) {
        Ok(plan) => {
            state.plans.add(plan.clone());
            (StatusCode::CREATED, Json(plan)).into_response()
        }
        Err(wrong) => Problem::invalid_parameter(wrong.to_string()).into_response(),
    }
}

pub(crate) async fn plans(State(state): State<Arc<server::State>>) -> Response {
    Json(state.plans.list()).into_response()
}

pub(crate) async fn behave(State(state): State<Arc<server::State>>) -> StatusCode {
    state.plans.clear();
    StatusCode::NO_CONTENT
}

pub(crate) async fn requests(State(state): State<Arc<server::State>>) -> Response {
    Json(state.seen.log()).into_response()
}

pub(crate) async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/yaml")], OPENAPI).into_response()
}
