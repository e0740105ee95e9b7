//! What is generated from the two tables of the contract: the Rust words, the window's and the mini-program's copy.
//!
//! Works on the JSON alone, so that it can repair a `words.rs` that no longer fits the tables.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

const NOTE: &str = "Generated from src-tauri/core/contract by `cargo test -p poster-tests --test drift`. Do not edit.";

/// The name of an enumeration, what it is about, and its words with what each means.
type Vocabulary = (&'static str, &'static str, Vec<(String, String)>);

/// The two tables, and what is made of them.
pub struct Contract {
    failures: Value,
    flow: Value,
    hash: String,
}

impl Contract {
    /// Takes the texts of `failures.json` and `flow.json`.
    pub fn parse(failures: &str, flow: &str) -> serde_json::Result<Self> {
        let failures: Value = serde_json::from_str(failures)?;
        let flow: Value = serde_json::from_str(flow)?;
        // The meaning is hashed, not the lay-out.
        let digest = Sha256::digest(format!("{failures}\n{flow}"));
        let hash = digest.iter().take(6).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self { failures, flow, hash })
    }

    /// `src-tauri/core/src/words.rs`.
    pub fn rust_words(&self) -> String {
        let mut out = format!("//! The contract's words. {NOTE}\n\nuse serde::{{Deserialize, Serialize}};\nuse ts_rs::TS;\n\n");
        let _ = writeln!(
            out,
            "/// Which contract this is: the start of the tables' SHA-256.\npub const CONTRACT_HASH: &str = \"{}\";\n",
            self.hash
        );
        for (name, about, words) in self.vocabularies() {
            let _ = writeln!(out, "/// {about}");
            out.push_str("#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]\n");
            let _ = writeln!(out, "pub enum {name} {{");
            for (word, doc) in &words {
                let _ = writeln!(out, "    /// {doc}\n    #[serde(rename = \"{word}\")]\n    {},", variant(word));
            }
            let _ = writeln!(out, "}}\n\nimpl {name} {{");
            let _ = writeln!(
                out,
                "    /// Every word, in the order of the table.\n    #[rustfmt::skip]\n    pub const ALL: &'static [Self] = &["
            );
            for (word, _) in &words {
                let _ = writeln!(out, "        Self::{},", variant(word));
            }
            out.push_str("    ];\n\n    /// The word as the tables write it.\n    pub fn as_str(self) -> &'static str {\n        match self {\n");
            for (word, _) in &words {
                let _ = writeln!(out, "            Self::{} => \"{word}\",", variant(word));
            }
            out.push_str("        }\n    }\n}\n\n");
        }
        out.pop();
        out
    }

    /// `ui/src/contract.ts`: the whole tables with the union types of their words.
    pub fn typescript(&self) -> String {
        let mut out = format!("// {NOTE}\n\n");
        for (name, about, words) in self.vocabularies() {
            let _ = writeln!(out, "/** {about} */\nexport type {name} =");
            for (word, _) in &words {
                let _ = writeln!(out, "  | '{word}'");
            }
            out.pop();
            out.push_str(";\n\n");
        }
        let _ = writeln!(
            out,
            "/** Which contract this is: the start of the tables' SHA-256. */\nexport const contractHash = '{}';\n",
            self.hash
        );
        let _ = writeln!(
            out,
            "/** Every kind of failure: `failures.json`. */\nexport const failures = {} as const;\n",
            pretty(&self.failures)
        );
        let _ = writeln!(
            out,
            "/** The states and what leads from one to the next: `flow.json`. */\nexport const flow = {} as const;",
            pretty(&self.flow)
        );
        out
    }

    /// `miniprogram/contract/contract.js`: what the phone needs, and no more (a main package has a size).
    pub fn javascript(&self) -> String {
        let rows: Vec<Value> = array(&self.failures["rows"])
            .iter()
            .map(|row| {
                let mut slim = Map::new();
                for key in ["kind", "recovery"] {
                    if let Some(value) = row.get(key) {
                        slim.insert(key.into(), value.clone());
                    }
                }
                slim.insert("remedy".into(), row["remedy"]["wechat"].clone());
                slim.insert("copy".into(), without(&row["copy"], &["desktop"]));
                slim.insert("signals".into(), without(&row["signals"]["wechat"], &["evidence", "source"]));
                Value::Object(slim)
            })
            .collect();
        let transitions: Vec<Value> = array(&self.flow["transitions"])
            .iter()
            .filter(|row| row.get("wechat_na").is_none())
            .map(|row| without(row, &["desktop_na"]))
            .collect();
        let mut flow = without(&self.flow, &["why", "desktop", "name"]);
        flow["transitions"] = Value::Array(transitions);
        let table = serde_json::json!({
            "hash": self.hash,
            "remedies": without(&self.failures["remedies"], &["why"]),
            "rows": rows,
            "flow": flow,
        });
        format!("// {NOTE}\n\nmodule.exports = {};\n", pretty(&table))
    }

    /// `trace.schema.json` with the words of the tables in it; the rest is written by hand.
    pub fn trace_schema(&self, schema: &str, desktops: &[&str]) -> String {
        let mut lists: Vec<(String, Vec<String>)> = self
            .vocabularies()
            .into_iter()
            .map(|(name, _, words)| (name.to_lowercase(), words.into_iter().map(|(word, _)| word).collect()))
            .collect();
        lists.push(("desktopEnvironment".into(), desktops.iter().map(|&word| word.to_owned()).collect()));
        let lines = schema.lines().map(|line| {
            let indent = "    ";
            for (name, words) in &lists {
                if line.starts_with(&format!("{indent}\"{name}\": {{ \"enum\": [")) {
                    let comma = if line.ends_with(',') { "," } else { "" };
                    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                    return format!("{indent}\"{name}\": {{ \"enum\": [{}] }}{comma}\n", words.join(", "));
                }
            }
            format!("{line}\n")
        });
        lines.collect()
    }

    fn vocabularies(&self) -> Vec<Vocabulary> {
        let rows = array(&self.failures["rows"]);
        let named = |value: &Value, key: &str| {
            (
                value[key].as_str().unwrap_or_default().to_owned(),
                value["why"]["en"].as_str().unwrap_or_default().to_owned(),
            )
        };
        let mut recoveries: Vec<(String, String)> = Vec::new();
        for (word, doc) in [
            ("grant", "Somebody switched it off; switched on, the same save works."),
            ("relocate", "This save can never work here, another place may."),
            ("retry", "Nothing to change; trying again may work."),
            ("stop", "Nothing the user can do in this flow."),
        ] {
            recoveries.push((word.into(), doc.into()));
        }
        let keyed = |table: &Value| -> Vec<(String, String)> {
            table
                .as_object()
                .map(|map| map.iter().map(|(word, entry)| (word.clone(), describe(entry))).collect())
                .unwrap_or_default()
        };
        vec![
            ("Kind", "What went wrong.", rows.iter().map(|row| named(row, "kind")).collect()),
            ("Recovery", "What may put it right.", recoveries),
            ("Remedy", "The page, panel or act that leads out.", keyed(&self.failures["remedies"])),
            ("State", "Where the flow is.", keyed(&self.flow["states"])),
            ("Event", "What moves the flow.", keyed(&self.flow["events"])),
            ("Effect", "What the host does for the flow.", keyed(&self.flow["effects"])),
        ]
    }
}

/// `ui/src/generated/environments.ts`: where a flow runs, and how each place words what befalls a save.
pub fn environments(table: &str) -> serde_json::Result<String> {
    let table: Value = serde_json::from_str(table)?;
    let union = |words: Vec<&str>| {
        words.iter().fold(String::new(), |mut text, word| {
            let _ = write!(text, "\n  | '{word}'");
            text
        })
    };
    let of = |surface: &str| {
        let places = array(&table["environments"]).iter().filter(|place| place["surface"] == surface);
        union(places.filter_map(|place| place["id"].as_str()).collect())
    };
    let mishaps = union(array(&table["mishaps"]).iter().filter_map(|row| row["mishap"].as_str()).collect());
    Ok(format!(
        "// {NOTE}\n\n/** Where the mini-program runs. */\nexport type WechatEnvironment ={};\n\n\
         /** Where the desktop app runs. */\nexport type DesktopEnvironment ={};\n\n\
         /** What can befall a save. */\nexport type MishapWord ={mishaps};\n\n\
         /** Places and wordings: `environments.json`. */\nexport const environments = {} as const;\n",
        of("wechat"),
        of("desktop"),
        pretty(&table),
    ))
}

/// `src-tauri/core/src/compare/scenarios.rs`: the names of the files, for the program that carries them.
pub fn scenario_files(names: &[String]) -> String {
    let mut out = String::from(
        "//! The scenarios that the program carries. Generated from tests/scenarios by `cargo test -p poster-tests --test drift`. Do not edit.\n\n",
    );
    out.push_str("/// Every file of `tests/scenarios`, by name.\npub(super) const SCENARIOS: &[&str] = &[\n");
    for name in names {
        let _ = writeln!(out, "    include_str!(\"../../../../tests/scenarios/{name}\"),");
    }
    out.push_str("];\n");
    out
}

fn describe(entry: &Value) -> String {
    match entry {
        Value::String(text) => text.clone(),
        _ => entry["why"]
            .as_str()
            .map_or_else(|| format!("Sent by the {}.", entry["by"].as_str().unwrap_or("host")), ToOwned::to_owned),
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The value without these keys, at any depth.
fn without(value: &Value, keys: &[&str]) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.iter()
                .filter(|(key, _)| !keys.contains(&key.as_str()))
                .map(|(key, inner)| (key.clone(), without(inner, keys)))
                .collect(),
        ),
        Value::Array(list) => Value::Array(list.iter().map(|inner| without(inner, keys)).collect()),
        other => other.clone(),
    }
}

/// `failed.grant` becomes `FailedGrant`.
fn variant(word: &str) -> String {
    word.split(['_', '.'])
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// `ui/src/generated/rules.ts`: every rule of the table in one line, as core words it.
pub fn rules(rows: &[[Vec<String>; 2]]) -> String {
    let rows: Vec<Value> = rows
        .iter()
        .map(|[wechat, desktop]| serde_json::json!({ "wechat": wechat, "desktop": desktop }))
        .collect();
    format!(
        "// {NOTE}\n\nimport type {{ Surface }} from './types';\n\n\
         /** By row of `failures.json` and by surface: its rules in one line each, as the traces tell them. */\n\
         export const rules: readonly Record<Surface, readonly string[]>[] = {};\n",
        pretty(&Value::Array(rows)),
    )
}
