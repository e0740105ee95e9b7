//! What is generated agrees with what it is generated from.
//!
//! On a developer's machine a stale file is rewritten and the test fails once; with `CI` set it only fails.
#![expect(clippy::unwrap_used, reason = "a test")]

use poster_core::compare::{diff, domain, environment, explain, matrix, possible, rehearsal, report, setup, trace};
use poster_core::{contract, copy, flow, poster, session, signal, update, window, words};
use poster_tests::{generate::Contract, read, root};
use ts_rs::{Config, TS};

fn tables() -> Contract {
    Contract::parse(&read("src-tauri/core/contract/failures.json"), &read("src-tauri/core/contract/flow.json")).unwrap()
}

fn keep(path: &str, fresh: &str) {
    let file = root().join(path);
    let committed = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if committed == fresh {
        return;
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{path} is stale: run `cargo test -p poster-tests --test drift` and commit it"
    );
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, fresh).unwrap();
    panic!("{path} was stale and has been rewritten: run the test again and commit the file");
}

#[test]
fn rust_words() {
    keep("src-tauri/core/src/words.rs", &tables().rust_words());
}

#[test]
fn the_windows_contract() {
    keep("ui/src/contract.ts", &tables().typescript());
}

#[test]
fn the_phones_environments() {
    let environments = poster_tests::generate::environments(&read("src-tauri/core/contract/environments.json")).unwrap();
    keep("ui/src/generated/environments.ts", &environments);
}

#[test]
fn the_scenarios_that_are_carried() {
    let mut names: Vec<String> = std::fs::read_dir(root().join("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    keep("src-tauri/core/src/compare/scenarios.rs", &poster_tests::generate::scenario_files(&names));
}

#[test]
fn the_rules_in_one_line() {
    let lines = contract::contract().rows.iter().map(|row| {
        let wechat = row.signals.wechat.iter().map(explain::wechat_rule).collect();
        let desktop = row.signals.desktop.iter().map(explain::desktop_rule).collect();
        [wechat, desktop]
    });
    keep("ui/src/generated/rules.ts", &poster_tests::generate::rules(&lines.collect::<Vec<_>>()));
}

#[test]
fn the_words_of_the_trace_schema() {
    const SCHEMA: &str = "src-tauri/core/contract/trace.schema.json";
    let places = &environment::environments().environments;
    let desktops: Vec<&str> = places.iter().filter(|place| place.os.is_some()).map(|place| place.id.as_str()).collect();
    keep(SCHEMA, &tables().trace_schema(&read(SCHEMA), &desktops));
}

#[test]
fn the_mini_programs_contract() {
    keep("miniprogram/contract/contract.js", &tables().javascript());
}

#[test]
fn the_windows_types() {
    let config = Config::default();
    let mut text = String::from(
        "// Generated from the Rust types by `cargo test -p poster-tests --test drift`. Do not edit.\n\n\
         import type { Effect, Event, Kind, Recovery, Remedy, State } from '../contract';\n\n\
         export type { Effect, Event, Kind, Recovery, Remedy, State };\n",
    );
    macro_rules! declare {
        ($($kind:ty),* $(,)?) => { $( text.push_str(&format!("\nexport {}\n", <$kind as TS>::decl(&config))); )* };
    }
    declare![
        signal::Surface,
        signal::Os,
        signal::Stage,
        signal::Net,
        signal::Content,
        signal::Hint,
        signal::Scope,
        signal::Album,
        signal::Facts,
        signal::DesktopSignal,
        signal::WechatSignal,
        signal::Signal,
        contract::Locale,
        copy::Message,
        window::Saved,
        poster::PosterCard,
        session::Offer,
        session::View,
        update::Update,
        update::UpdateStage,
        update::UpdateTrouble,
        update::UpdateFailure,
        window::Theme,
        window::SourceLabel,
        window::SourceRef,
        window::Notice,
        window::FolderLabel,
        window::Hello,
        window::Page,
        window::Progress,
        window::Problem,
        window::Outcome,
        window::HistoryRow,
        contract::ByLocale<String>,
        contract::Evidence,
        flow::By,
        trace::Clock,
        trace::TraceOffer,
        trace::Classified,
        trace::TraceStep,
        trace::Trace,
        trace::TraceProblem,
        diff::Divergence,
        diff::DiffField,
        diff::Standing,
        diff::Difference,
        diff::DiffStep,
        diff::Contracts,
        diff::Diff,
        diff::Unfinished,
        environment::Reference,
        environment::Environment,
        environment::Spelled,
        setup::StepBy,
        setup::NotOn,
        setup::StepCard,
        setup::ScenarioCard,
        possible::Possible,
        setup::EnvironmentCard,
        setup::CompareSetup,
        rehearsal::NextStep,
        rehearsal::RehearsalState,
        rehearsal::Rehearsing,
        matrix::CellStanding,
        matrix::Cell,
        matrix::MatrixRow,
        matrix::Matrix,
        explain::Puzzle,
        explain::Explanation,
        report::Picture,
        report::Pictures,
        domain::ListedDomains,
        domain::DomainProgress,
        domain::DomainPurpose,
        domain::DomainCut,
        domain::SeenIn,
        domain::DomainVerdict,
        domain::DomainHost,
        domain::DomainReport,
        window::Layout,
        window::Only,
        window::Selection,
        window::Mark,
        window::OnConflict,
        window::OnKnown,
        window::ConvertTo,
        window::Convert,
        window::BatchOptions,
        window::NameProblem,
        window::NamePreview,
        window::BatchState,
        window::RowState,
        window::BatchRow,
        window::Remark,
        window::BatchRemark,
        window::BatchFailures,
        window::BatchView,
    ];
    // Rust's words and the contract's are one list: the generated file above holds them.
    assert_eq!(words::Kind::ALL.len(), contract::contract().rows.len());
    keep("ui/src/generated/types.ts", &text);
}
