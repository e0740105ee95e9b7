//! What the window may reach: nothing but the app's own commands and its own pages.

use poster_tests::read;
use serde_json::Value;

use crate::tree::{codes, never, sources};

fn configuration() -> Value {
    serde_json::from_str(&read("src-tauri/tauri.conf.json")).unwrap()
}

/// The content security policy by directive.
fn policy() -> Vec<(String, Vec<String>)> {
    let configuration = configuration();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    match &configuration["app"]["security"]["csp"] {
        Value::String(text) => {
            let directives = text.split(';').map(words).filter(|words| !words.is_empty());
            directives.map(|words| (words[0].clone(), words[1..].to_vec())).collect()
        }
        Value::Object(directives) => {
            let sources = |value: &Value| match value {
                Value::Array(list) => list.iter().map(|word| word.as_str().unwrap().to_owned()).collect(),
                other => words(other.as_str().unwrap()),
            };
            directives.iter().map(|(name, value)| (name.clone(), sources(value))).collect()
        }
        _ => panic!("src-tauri/tauri.conf.json has no app.security.csp: without one the window may load anything"),
    }
}

#[test]
fn one_file_speaks_to_tauri() {
    let mut files = sources("ui/src", &[".ts", ".js", ".svelte"]);
    files.retain(|file| file.path != "ui/src/host/tauri.ts");
    never(
        codes(&files),
        "@tauri-apps/|__TAURI",
        "Only ui/src/host/tauri.ts speaks to Tauri: add what you need to the Host there.",
    );
    assert!(
        read("ui/src/host/tauri.ts").contains("@tauri-apps/"),
        "ui/src/host/tauri.ts speaks to Tauri no more: point this rule elsewhere"
    );
}

#[test]
fn the_phone_frame_reaches_no_command() {
    let phone = sources("ui/src/miniprogram-host", &[".ts", ".js", ".svelte"]);
    let remedy = "The phone of the compare screen speaks by messages to the screen around it, never to the app.";
    never(codes(&phone), r#"\binvoke\(|(from|import)\s*\(?['"][./]*/host/|\bipc:"#, remedy);
}

#[test]
fn the_phone_frame_is_sandboxed_and_of_the_apps_own_files() {
    let mut frames = Vec::new();
    for file in sources("ui/src", &[".svelte", ".ts"]) {
        let mut rest = file.text.as_str();
        while let Some((_, after)) = rest.split_once("<iframe") {
            let (tag, after) = after.split_once("></iframe>").expect("a frame is closed where it is opened");
            frames.push((file.path.clone(), tag.to_owned()));
            rest = after;
        }
    }
    assert!(!frames.is_empty(), "the compare screen has lost its phone: point this rule elsewhere");
    for (path, tag) in frames {
        assert!(
            tag.contains("sandbox=\"allow-scripts\""),
            "{path}: a frame of the app's own origin could call its commands through the window above; sandbox it with allow-scripts alone"
        );
        assert!(tag.contains("src=\"./miniprogram/"), "{path}: only the mini-program is shown in a frame");
    }
    let own = ["'self'", "tauri://localhost", "http://tauri.localhost"];
    for (directive, sources) in policy() {
        if directive == "frame-src" || directive == "script-src" {
            // In a sandbox WebKit takes 'self' for nobody, so the app's own addresses are named.
            assert!(
                sources.iter().all(|source| own.contains(&source.as_str())),
                "{directive} allows more than the app's own files"
            );
        }
    }
}

#[test]
fn no_view_parses_a_message() {
    let views = sources("ui/src", &[".svelte"]);
    let remedy = "A view shows what the contract says by kind and recovery; it never looks into a message. Decide in Rust, send a word.";
    never(codes(&views), r"\berrMsg\b", remedy);
    let looks = r"\b(detail|message|body|title|error|text)\b[?!]*\.(includes|match|matchAll|startsWith|endsWith|indexOf|search|split)\(";
    never(codes(&views), looks, remedy);
    never(codes(&views), r"\.(test|exec)\([^)]*\b(detail|message|body)\b", remedy);
}

#[test]
fn the_window_is_granted_no_file_shell_network_or_dialog() {
    for file in sources("src-tauri/capabilities", &[".json"]) {
        let capability: Value = serde_json::from_str(&file.text).unwrap();
        assert!(
            capability.get("remote").is_none(),
            "{}: no page from elsewhere may reach the app",
            file.path
        );
        for permission in capability["permissions"].as_array().unwrap() {
            let name = permission.as_str().or_else(|| permission["identifier"].as_str()).unwrap();
            let plugin = name.split(':').next().unwrap();
            let reaches = [
                "fs",
                "shell",
                "http",
                "dialog",
                "opener",
                "process",
                "upload",
                "websocket",
                "sql",
                "store",
                "persisted-scope",
                "updater",
            ];
            assert!(
                !reaches.contains(&plugin),
                "{}: the window has no {plugin} permission; Rust does that behind a command of the app",
                file.path
            );
        }
    }
}

#[test]
fn the_content_security_policy_is_strict() {
    let policy = policy();
    let sources_of = |name: &str| policy.iter().find(|(directive, _)| directive == name).map(|(_, sources)| sources);
    let default = sources_of("default-src").expect("the policy needs a default-src: what it does not name is then closed");
    let scripts = sources_of("script-src").unwrap_or(default);
    for (directive, sources) in &policy {
        for source in sources {
            assert!(
                !source.contains("unsafe-"),
                "{directive} allows {source}: keep scripts and styles in files"
            );
            assert!(
                source != "*" && !source.starts_with("https:"),
                "{directive} allows {source}: pictures come through poster:, all else from the app"
            );
        }
    }
    for source in scripts {
        assert!(
            !["data:", "blob:", "http:", "poster:"].contains(&source.as_str()),
            "scripts may come from {source}: only the app's own files are code"
        );
    }
    for name in ["object-src", "base-uri", "form-action"] {
        let closed = sources_of(name).or((name == "object-src").then_some(default));
        assert!(
            closed.is_some_and(|sources| sources == &["'none'"] || sources == &["'self'"]),
            "the policy leaves {name} open: say 'none'"
        );
    }
}

#[test]
fn pages_do_not_find_tauri_lying_about() {
    let configuration = configuration();
    let app = &configuration["app"];
    assert_ne!(
        app["withGlobalTauri"],
        Value::Bool(true),
        "withGlobalTauri hands the app's commands to any script"
    );
    assert_eq!(
        app["security"]["freezePrototype"],
        Value::Bool(true),
        "freezePrototype keeps a script from changing what others call"
    );
    assert_ne!(
        app["security"]["assetProtocol"]["enable"],
        Value::Bool(true),
        "the asset protocol hands out files by path; pictures go by id"
    );
    for key in ["dangerousDisableAssetCspModification", "dangerousRemoteDomainIpcAccess"] {
        assert!(app["security"].get(key).is_none(), "{key} opens what the policy closes");
    }
}
