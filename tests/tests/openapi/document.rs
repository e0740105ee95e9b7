//! The OpenAPI document as data, and what is checked of it.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Validator, draft202012};
use reqwest::{Response, header};
use serde_json::{Map, Value, json};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(crate) struct Document(Value);

impl Document {
    pub(crate) fn read(yaml: &str) -> Self {
        Self(serde_saphyr::from_str(yaml).unwrap())
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
        self.0["paths"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(path, item)| (path, item.as_object().unwrap()))
    }

    /// Path, method and operation of all of them.
    fn operations(&self) -> impl Iterator<Item = (&String, &String, &Value)> {
        self.paths().flat_map(|(path, item)| {
            item.iter()
                .filter(|(name, _)| METHODS.contains(&name.as_str()))
                .map(move |(method, operation)| (path, method, operation))
        })
    }

    /// Path and method of an operation.
    pub(crate) fn operation(&self, id: &str) -> (String, String) {
        let found = self.operations().find(|(_, _, operation)| operation["operationId"] == id);
        let (path, method, _) = found.unwrap_or_else(|| panic!("no operation {id}"));
        (path.clone(), method.clone())
    }

    /// All answers promised: operation and status.
    pub(crate) fn answers(&self) -> BTreeSet<(String, String)> {
        self.operations()
            .flat_map(|(_, _, operation)| {
                let id = operation["operationId"].as_str().unwrap();
                operation["responses"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .map(move |status| (id.to_owned(), status.clone()))
            })
            .collect()
    }

    /// What a `$ref` leads to, or the thing itself.
    fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(target) = value.get("$ref").and_then(Value::as_str) else {
            return value;
        };
        let pointer = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads out of the document"));
        self.0.pointer(pointer).unwrap_or_else(|| panic!("{target} leads nowhere"))
    }

    pub(crate) fn check_structure(&self) {
        let root = self.0.as_object().unwrap();
        assert!(root["openapi"].as_str().unwrap().starts_with("3.1."));
        for field in ["title", "version"] {
            assert!(root["info"][field].is_string(), "info.{field}");
        }
        let fields = [
            "openapi",
            "info",
            "jsonSchemaDialect",
            "servers",
            "paths",
            "webhooks",
            "components",
            "security",
            "tags",
            "externalDocs",
        ];
        assert!(root.keys().all(|key| fields.contains(&key.as_str()) || key.starts_with("x-")));
        self.check_references(&self.0);
        let tags: BTreeSet<_> = root["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
        let mut ids = BTreeMap::new();
        for (path, method, operation) in self.operations() {
            let name = format!("{method} {path}");
            assert!(path.starts_with('/'), "{name}");
            let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{name} has no id"));
            if let Some(other) = ids.insert(id, name.clone()) {
                panic!("{id} is {other} and {name}");
            }
            assert!(
                operation["tags"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|tag| tags.contains(tag.as_str().unwrap())),
                "{name}"
            );
            let responses = operation["responses"].as_object().unwrap_or_else(|| panic!("{name} has no responses"));
            assert!(!responses.is_empty(), "{name}");
            for (status, response) in responses {
                assert!(matches!(status.parse(), Ok(100..=599_u16)), "{name} {status}");
                assert!(self.follow(response)["description"].is_string(), "{name} {status} has no description");
            }
            self.check_parameters(path, operation, &name);
        }
    }

    fn check_parameters(&self, path: &str, operation: &Value, name: &str) {
        let empty = Vec::new();
        let own = operation["parameters"].as_array().unwrap_or(&empty);
        let shared = self.0["paths"][path]["parameters"].as_array().unwrap_or(&empty);
        let mut in_path = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for parameter in own.iter().chain(shared).map(|parameter| self.follow(parameter)) {
            let (place, title) = (parameter["in"].as_str().unwrap(), parameter["name"].as_str().unwrap());
            assert!(seen.insert((place, title)), "{name}: {title} twice");
            assert!(["query", "header", "path", "cookie"].contains(&place), "{name}: {title} in {place}");
            assert!(parameter["schema"].is_object(), "{name}: {title} has no schema");
            if place == "path" {
                assert_eq!(parameter["required"], true, "{name}: {title}");
                in_path.insert(title);
            }
        }
        let templated: BTreeSet<&str> = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        assert_eq!(in_path, templated, "{name}");
    }

    fn check_references(&self, value: &Value) {
        match value {
            Value::Object(fields) => {
                self.follow(value);
                fields.values().for_each(|field| self.check_references(field));
            }
            Value::Array(items) => items.iter().for_each(|item| self.check_references(item)),
            _ => {}
        }
    }

    /// Every schema is a schema, and every example keeps its own.
    pub(crate) fn check_schemas(&self) {
        let schemas = self.0["components"]["schemas"].as_object().unwrap();
        for (name, schema) in schemas {
            if let Err(wrong) = draft202012::meta::validate(schema) {
                panic!("{name}: {wrong}");
            }
        }
        for (path, method, operation) in self.operations() {
            for (kind, media) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
                let validator = self.validator(&media["schema"]);
                for (name, example) in media["examples"].as_object().into_iter().flatten() {
                    assert!(validator.is_valid(&example["value"]), "{method} {path} {kind}: example {name}");
                }
            }
        }
    }

    /// Of a schema in its document, so that its references lead somewhere.
    fn validator(&self, schema: &Value) -> Validator {
        let whole = json!({ "allOf": [schema], "components": self.0["components"] });
        draft202012::options().should_validate_formats(true).build(&whole).unwrap()
    }

    /// That an answer has the headers, the type and the shape that the document promises.
    pub(crate) async fn check_answer(&self, path: &str, method: &str, response: Response, name: &str) {
        let status = response.status().as_str().to_owned();
        let promised = &self.0["paths"][path][method]["responses"][&status];
        assert!(promised.is_object(), "{name}: {status} is not in the document");
        let promised = self.follow(promised);
        for (header, wanted) in promised["headers"].as_object().into_iter().flatten() {
            let wanted = self.follow(wanted);
            match response.headers().get(header) {
                None => assert_ne!(wanted["required"], true, "{name}: no {header}"),
                Some(value) => {
                    let value = Value::from(value.to_str().unwrap());
                    assert!(self.validator(&wanted["schema"]).is_valid(&value), "{name}: {header}: {value}");
                }
            }
        }
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .map(|value| value.to_str().unwrap().to_owned());
        let bytes = response.bytes().await.unwrap();
        let Some(content) = promised.get("content").and_then(Value::as_object) else {
            assert!(bytes.is_empty(), "{name}: a body that the document does not promise");
            return;
        };
        let kind = kind.unwrap_or_else(|| panic!("{name}: no content type"));
        let media = content.get(&kind).unwrap_or_else(|| panic!("{name}: {kind} is not in the document"));
        if kind.ends_with("json") {
            let body: Value = serde_json::from_slice(&bytes).unwrap();
            let validator = self.validator(&media["schema"]);
            let wrong: Vec<String> = validator
                .iter_errors(&body)
                .map(|wrong| format!("{} {wrong}", wrong.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{name}: {wrong:#?}");
            if kind == "application/problem+json" {
                assert_eq!(body["status"].to_string(), status, "{name}");
            }
        } else {
            assert!(!bytes.is_empty(), "{name}: an empty body");
        }
    }
}
