// Generated from the Rust types by `cargo test -p poster-tests --test drift`. Do not edit.

import type { Effect, Event, Kind, Recovery, Remedy, State } from '../contract';

export type { Effect, Event, Kind, Recovery, Remedy, State };

export type Surface = "desktop" | "wechat";

export type Os = "windows" | "macos" | "linux" | "other";

export type Stage = "list" | "fetch" | "verify" | "write" | "probe" | "open" | "other";

export type Net = "tls" | "dns" | "timeout" | "offline" | "refused" | "reset" | "incomplete" | "bad_response" | "redirect_loop" | "blocked" | "setup";

export type Content = "empty" | "not_picture" | "damaged" | "mismatch" | "too_large";

export type Hint = "parent_exists" | "parent_missing" | "guarded_folder" | "locked" | "read_only_target" | "target_is_folder" | "flatpak" | "snap" | "cloud_folder" | "network_share" | "signed_link" | "token_sent";

export type Scope = "unasked" | "refused" | "granted";

export type Album = "authorized" | "denied" | "undetermined";

export type Facts = { 
/**
 * The folder's label: its last two components, never the whole path.
 */
folder?: string, 
/**
 * The file's name.
 */
file?: string, 
/**
 * The server's host name.
 */
host?: string, 
/**
 * Bytes needed.
 */
need?: number, 
/**
 * Bytes free.
 */
free?: number, 
/**
 * Seconds to wait, as the server asked.
 */
wait?: number, };

export type DesktopSignal = { 
/**
 * The system that `code` belongs to.
 */
os?: Os, 
/**
 * The raw operating-system code (`errno`, `GetLastError`).
 */
code?: number, 
/**
 * The name of the `std::io::ErrorKind`.
 */
io?: string, 
/**
 * Which part of the work failed.
 */
stage: Stage, 
/**
 * What the network reported.
 */
net?: Net, 
/**
 * The HTTP status.
 */
status?: number, 
/**
 * What was wrong with the bytes.
 */
content?: Content, 
/**
 * What the platform saw around it.
 */
hints: Array<Hint>, 
/**
 * Facts that the copy may name.
 */
facts: Facts, 
/**
 * The library's or system's own words. For the report only: nothing classifies by it.
 */
detail?: string, };

export type WechatSignal = { 
/**
 * The message, untouched.
 */
errMsg: string, 
/**
 * Absent on many phones. Used only where the text is silent, and only with its platform.
 */
errno?: number, 
/**
 * Whose numbers `errno` speaks: `wechat`, `wecom`, `alipay`, ...
 */
platform?: string, 
/**
 * Of `downloadFile`.
 */
statusCode?: number, 
/**
 * `getSetting().authSetting['scope.writePhotosAlbum']`, looked up after the refusal.
 */
scope?: Scope, 
/**
 * `getAppAuthorizeSetting().albumAuthorized`; iOS only.
 */
album?: Album, 
/**
 * Which part of the work failed.
 */
stage: Stage, 
/**
 * Facts that the copy may name.
 */
facts: Facts, };

export type Signal = { "surface": "desktop" } & DesktopSignal | { "surface": "wechat" } & WechatSignal;

export type Locale = "zh-CN" | "en";

export type Copy = { 
/**
 * The headline.
 */
title: string, 
/**
 * The sentence.
 */
body: string, };

export type Saved = { 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * The file's name.
 */
file: string, 
/**
 * The folder's label.
 */
folder: string, 
/**
 * Whether the file is no longer where it was put.
 */
missing: boolean, 
/**
 * Whether the source has a newer version.
 */
changed: boolean, };

export type PosterCard = { 
/**
 * See [`Poster::id`].
 */
id: string, 
/**
 * See [`Poster::title`].
 */
title: string, 
/**
 * See [`Poster::campaign`].
 */
campaign: string | null, 
/**
 * See [`Poster::tags`].
 */
tags: Array<string>, 
/**
 * Pixels, as claimed.
 */
width: number | null, 
/**
 * Pixels, as claimed.
 */
height: number | null, 
/**
 * Bytes, as claimed. A `number` in the window: exact up to 2^53.
 */
bytes: number | null, 
/**
 * For example `image/jpeg`, as claimed.
 */
media_type: string | null, 
/**
 * RFC 3339.
 */
updated_at: string | null, 
/**
 * See [`Poster::starts_at`].
 */
starts_at: string | null, 
/**
 * See [`Poster::ends_at`].
 */
ends_at: string | null, 
/**
 * That it was saved before.
 */
saved: Saved | null, };

export type Offer = { 
/**
 * What it sends.
 */
event: Event, 
/**
 * What it is called.
 */
label: string, 
/**
 * Whether it is the main one.
 */
primary: boolean, };

export type View = { 
/**
 * See [`Session::attempt`].
 */
attempt: number, 
/**
 * Where the flow is.
 */
state: State, 
/**
 * The poster being saved.
 */
poster: string | null, 
/**
 * What went wrong.
 */
kind: Kind | null, 
/**
 * What may put it right.
 */
recovery: Recovery | null, 
/**
 * What leads out.
 */
remedy: Remedy | null, 
/**
 * The headline.
 */
title: string, 
/**
 * The sentence; empty at rest.
 */
body: string, 
/**
 * Written steps, where a button cannot lead all the way.
 */
steps: Array<string>, 
/**
 * The buttons, the main one first.
 */
offers: Array<Offer>, 
/**
 * What was observed, for the report.
 */
signal: Signal | null, };

export type Update = { "state": "off" } | { "state": "unasked" } | { "state": "newest" } | { "state": "found", 
/**
 * Its number.
 */
version: string, 
/**
 * What is new, in the user's language; may be empty.
 */
notes: string, };

export type UpdateStage = "check" | "download" | "install";

export type UpdateTrouble = "offline" | "unavailable" | "garbage" | "cut" | "bad_signature" | "other_version" | "not_installed" | "busy";

export type UpdateFailure = { 
/**
 * Why.
 */
trouble: UpdateTrouble, 
/**
 * How far it came.
 */
stage: UpdateStage, };

export type Theme = "system" | "light" | "dark";

export type Source = { 
/**
 * See [`SourceRef::key`].
 */
key: string, 
/**
 * For people.
 */
name: string, 
/**
 * Its host name.
 */
host: string, 
/**
 * Its address, to be edited; without a password, a query or a token.
 */
address: string, 
/**
 * Whether it is the built-in demo.
 */
demo: boolean, 
/**
 * Whether an access token is kept for it.
 */
token_set: boolean, };

export type SourceRef = { 
/**
 * Stays the same where the address changes, as the port of the demo does.
 */
key: string, 
/**
 * For people.
 */
name: string, 
/**
 * Whether it is the built-in demo.
 */
demo: boolean, };

export type Notice = "settings_damaged" | "source_unreadable" | "cache_unavailable" | "ledger_rebuilt" | "ledger_unavailable";

export type Folder = { 
/**
 * For people.
 */
label: string, };

export type Hello = { 
/**
 * Of the app.
 */
version: string, 
/**
 * The system.
 */
os: Os, 
/**
 * The user's language.
 */
locale: Locale, 
/**
 * The user's colours.
 */
theme: Theme, 
/**
 * Where posters come from.
 */
source: Source, 
/**
 * Where posters go.
 */
folder: Folder, 
/**
 * See [`crate::CONTRACT_HASH`].
 */
contract: string, 
/**
 * The row that the next save is made to meet.
 */
rehearsing: Rehearsing | null, 
/**
 * How posters are laid out.
 */
layout: Layout, 
/**
 * What is not as the user left it.
 */
notices: Array<Notice>, };

export type Page = { 
/**
 * The posters.
 */
items: Array<PosterCard>, 
/**
 * Passed back as it is.
 */
next_cursor: string | null, 
/**
 * Entries of the source that are no posters.
 */
skipped: number, };

export type Progress = { 
/**
 * The attempt that they belong to.
 */
attempt: number, 
/**
 * Bytes that came.
 */
received: number, 
/**
 * Bytes announced.
 */
total: number | null, };

export type Failure = { 
/**
 * What went wrong.
 */
kind: Kind, 
/**
 * What may put it right.
 */
recovery: Recovery, 
/**
 * What leads out.
 */
remedy: Remedy, 
/**
 * What the flow would be told.
 */
event: Event, 
/**
 * What was observed.
 */
signal: Signal, 
/**
 * What the user reads.
 */
copy: Copy, };

export type Outcome = "saved" | "skipped" | "name_taken" | "failed";

export type HistoryRow = { 
/**
 * Where the poster came from.
 */
source: SourceRef, 
/**
 * The poster's id.
 */
poster: string, 
/**
 * The poster's title.
 */
title: string, 
/**
 * How it ended.
 */
outcome: Outcome, 
/**
 * The file's name.
 */
file: string | null, 
/**
 * The folder's label.
 */
folder: string | null, 
/**
 * Of the file.
 */
bytes: number | null, 
/**
 * Whether the file is no longer where it was put.
 */
missing: boolean, 
/**
 * Whether the picture was checked to be whole.
 */
verified: boolean, 
/**
 * What went wrong.
 */
kind: Kind | null, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type ByLocale<T> = { 
/**
 * Simplified Chinese.
 */
"zh-CN": T, 
/**
 * English.
 */
en: T, };

export type Evidence = "seen" | "documented" | "assumed";

export type By = "user" | "host";

export type Clock = "real" | "simulated";

export type TraceOffer = { 
/**
 * What it sends.
 */
event: Event, 
/**
 * What it was called.
 */
label: string, };

export type Classified = { 
/**
 * The row of `failures.json`, counted from 0.
 */
row: number, 
/**
 * The row's rule for this surface, counted from 0; absent for the last row, which takes everything.
 */
rule: number | null, 
/**
 * That rule in one line: the pattern, the code, the status.
 */
pattern: string | null, 
/**
 * Why the row is as it is.
 */
why: ByLocale<string>, };

export type TraceStep = { 
/**
 * What happened.
 */
on: Event, 
/**
 * Who sent it.
 */
by: By, 
/**
 * Whether it had a transition. `false`: ignored (a double tap, a late answer).
 */
taken: boolean, 
/**
 * Where the flow is now.
 */
state: State, 
/**
 * What went wrong: of a failing step what it was classified as (a cancel too), else what the screen still shows.
 */
kind: Kind | null, 
/**
 * What may put it right.
 */
recovery: Recovery | null, 
/**
 * What leads out.
 */
remedy: Remedy | null, 
/**
 * The headline.
 */
title: string, 
/**
 * The sentence on the screen; empty at rest.
 */
copy: string, 
/**
 * The numbered instructions below it.
 */
instructions?: Array<string>, 
/**
 * The buttons, the main one first.
 */
offers: Array<TraceOffer>, 
/**
 * What the host is asked to do.
 */
do: Array<Effect>, 
/**
 * What was observed at this step.
 */
signal: Signal | null, 
/**
 * Which row matched it.
 */
classified: Classified | null, 
/**
 * Milliseconds since the first step.
 */
t: number, 
/**
 * The attempt that it belongs to.
 */
attempt: number, 
/**
 * The step of the scenario that it plays, counted from 0; absent where none is played.
 */
at: number | null, 
/**
 * Whether the file held only the bones of this step and the rest was filled in from the table of this program.
 */
filled: boolean, };

export type Trace = { 
/**
 * See [`FORMAT`].
 */
format: 'poster-trace/1', 
/**
 * The hash of the contract that ran.
 */
contract: string, 
/**
 * The version of what ran, where it is known.
 */
app: string | null, 
/**
 * Which of the two flows.
 */
surface: Surface, 
/**
 * Where it ran: a word of `environments.json`, or what the client called itself.
 */
environment: string, 
/**
 * The phone, as it describes itself in a record.
 */
device?: Record<string, string>, 
/**
 * The scenario that was played; absent when a person pressed.
 */
scenario: string | null, 
/**
 * Whether it comes from elsewhere: a file, another machine, an earlier day.
 */
recorded: boolean, 
/**
 * Whose time the steps tell.
 */
clock: Clock, 
/**
 * What happened, in order.
 */
steps: Array<TraceStep>, };

export type TraceProblem = { 
/**
 * Counted from 1.
 */
line: number, 
/**
 * Counted from 1.
 */
column: number, 
/**
 * Where in the structure: `steps[3].state`; empty for the whole.
 */
path: string, 
/**
 * What is wrong.
 */
message: ByLocale<string>, };

export type Divergence = { 
/**
 * The scenario.
 */
scenario: string, 
/**
 * The environment that differs from the reference of the other surface.
 */
environment: string, 
/**
 * The step of the scenario at which the sides part, counted from 0. What follows from it is explained, too: other
 * states until both sides are in the same one, and what another kind says on the screen while it is there.
 */
step: number, 
/**
 * Why that is right.
 */
why: ByLocale<string>, };

export type DiffField = "missing" | "taken" | "state" | "kind" | "recovery" | "remedy" | "copy" | "instructions" | "offers" | "do" | "signal";

export type Standing = "contract" | "pending" | "listed" | "version" | "unlisted";

export type Difference = { 
/**
 * What.
 */
field: DiffField, 
/**
 * What the first side has, as text; absent: nothing.
 */
a: string | null, 
/**
 * What the second side has.
 */
b: string | null, 
/**
 * What to think of it.
 */
standing: Standing, 
/**
 * Why it stands so; absent for an unlisted one.
 */
why: ByLocale<string> | null, };

export type DiffStep = { 
/**
 * What aligns it: the event; a failure is `failed` whatever it was taken for.
 */
name: string, 
/**
 * Its place in the first trace.
 */
a: number | null, 
/**
 * Its place in the second trace.
 */
b: number | null, 
/**
 * What differs; empty: nothing.
 */
differences: Array<Difference>, };

export type Contracts = { 
/**
 * The hash of the first side's.
 */
a: string, 
/**
 * The hash of the second side's.
 */
b: string, 
/**
 * What to know when a side ran another contract than this program's; empty: both ran this one.
 */
note: ByLocale<string>, };

export type Diff = { 
/**
 * The aligned steps, in order.
 */
steps: Array<DiffStep>, 
/**
 * The first row of `steps` that differs: an unlisted one, else one of another contract, else a listed one.
 */
first: number | null, 
/**
 * Whether nothing differs but what the contract itself says.
 */
same: boolean, 
/**
 * The contracts that ran.
 */
contracts: Contracts, };

export type Unfinished = { 
/**
 * The first side.
 */
a: boolean, 
/**
 * The second side.
 */
b: boolean, };

export type Reference = { 
/**
 * An environment of the desktop.
 */
desktop: string, 
/**
 * An environment of the phone.
 */
wechat: string, };

export type Environment = { 
/**
 * Its word: `wechat-ios`, `windows`.
 */
id: string, 
/**
 * Which of the two flows runs there.
 */
surface: Surface, 
/**
 * For people.
 */
name: ByLocale<string>, 
/**
 * Desktop: the system whose codes it speaks.
 */
os?: Os, 
/**
 * Desktop: what the platform sees around every failure there.
 */
hints?: Array<Hint>, 
/**
 * WeChat: what the client calls itself, as the written steps know it.
 */
client?: string, 
/**
 * WeChat: whose numbers `errno` speaks.
 */
platform?: string, };

export type Spelled = { 
/**
 * What befell the save: a word of `mishaps`; absent where the scenario's own signal is kept.
 */
mishap: string | null, 
/**
 * What is observed there.
 */
signal: Signal, 
/**
 * How sure it is that this place words it so.
 */
evidence: Evidence, 
/**
 * Where that is from.
 */
source: string, };

export type StepBy = "user" | "host" | "fails";

export type NotOn = { desktop?: ByLocale<string>, wechat?: ByLocale<string>, };

export type StepCard = { 
/**
 * Who does it.
 */
by: StepBy, 
/**
 * What is sent; absent for a failure, whose event follows from its row.
 */
event: Event | null, 
/**
 * What a failure looks like where the scenario was written; each environment words it in its own way.
 */
wechat: Signal | null, 
/**
 * The same on the desktop.
 */
desktop: Signal | null, 
/**
 * What befalls the save: a word of the mishaps; absent where every environment shows the same.
 */
mishap: string | null, 
/**
 * How each environment that plays it meets a failure, by id; empty for other steps.
 */
spelled: { [environment in string]?: Spelled }, 
/**
 * Whether the answer belongs to the attempt before the running one.
 */
late: boolean, };

export type ScenarioCard = { 
/**
 * Its name.
 */
name: string, 
/**
 * What happens.
 */
desc: ByLocale<string>, 
/**
 * Why a surface does not play it.
 */
not_on: NotOn, 
/**
 * What happens, step by step.
 */
steps: Array<StepCard>, };

export type Possible = { 
/**
 * The row of the table.
 */
kind: Kind, 
/**
 * What is observed there.
 */
signal: Signal, 
/**
 * How sure it is that this place words it so.
 */
evidence: Evidence, 
/**
 * Where that is from.
 */
source: string, };

export type EnvironmentCard = { 
/**
 * Which failures the next real save can be made to meet there; none on the phone.
 */
possible: Array<Possible>, 
/**
 * Its word: `wechat-ios`, `windows`.
 */
id: string, 
/**
 * Which of the two flows runs there.
 */
surface: Surface, 
/**
 * For people.
 */
name: ByLocale<string>, 
/**
 * Desktop: the system whose codes it speaks.
 */
os?: Os, 
/**
 * Desktop: what the platform sees around every failure there.
 */
hints?: Array<Hint>, 
/**
 * WeChat: what the client calls itself, as the written steps know it.
 */
client?: string, 
/**
 * WeChat: whose numbers `errno` speaks.
 */
platform?: string, };

export type CompareSetup = { 
/**
 * Every scenario, by name.
 */
scenarios: Array<ScenarioCard>, 
/**
 * Every environment, in the order of the columns.
 */
environments: Array<EnvironmentCard>, 
/**
 * The differences that are known.
 */
divergences: Array<Divergence>, 
/**
 * The hash of this program's contract.
 */
contract: string, 
/**
 * The pair that the matrix compares with.
 */
reference: Reference, 
/**
 * The environment that this machine is.
 */
desktop_default: string, };

export type NextStep = { 
/**
 * Counted from 0; absent where the host answers what the scenario does not.
 */
step: number | null, 
/**
 * Who does it.
 */
by: StepBy, 
/**
 * What is sent; absent for a failure.
 */
event: Event | null, };

export type RehearsalState = { 
/**
 * What the user sees.
 */
view: View, 
/**
 * What happens next; absent: it is over, or the user has left the script and it is theirs to press.
 */
next: NextStep | null, 
/**
 * Whether the user has left the script.
 */
strayed: boolean, 
/**
 * What has happened so far.
 */
trace: Trace, 
/**
 * The poster that is being saved.
 */
poster: PosterCard, };

export type Rehearsing = { 
/**
 * The row.
 */
kind: Kind, 
/**
 * What people call it.
 */
name: ByLocale<string>, 
/**
 * The desktop environment whose wording is used.
 */
environment: string, 
/**
 * Whether a save has met it: what is on the screen now is the rehearsal.
 */
met: boolean, };

export type CellStanding = "same" | "listed" | "parts" | "not_played";

export type Cell = { 
/**
 * How it compares.
 */
standing: CellStanding, 
/**
 * The environment that it was compared with; absent where nothing was.
 */
against: string | null, 
/**
 * The step of the scenario from which the sides differ, counted from 0.
 */
at: number | null, 
/**
 * Why it is as it is; absent for `same` and `parts`.
 */
why: ByLocale<string> | null, 
/**
 * How sure the least certain wording is that was used.
 */
evidence: Evidence, };

export type MatrixRow = { 
/**
 * Its name.
 */
scenario: string, 
/**
 * What happens in it.
 */
desc: ByLocale<string>, 
/**
 * One for each column, in their order.
 */
cells: Array<Cell>, };

export type Matrix = { 
/**
 * The hash of the contract.
 */
contract: string, 
/**
 * What each environment was compared with.
 */
reference: Reference, 
/**
 * The columns: ids of environments.
 */
environments: Array<string>, 
/**
 * The rows.
 */
rows: Array<MatrixRow>, 
/**
 * Listed differences that no cell shows any more. With another reference than the usual one this stays empty.
 */
gone: Array<Divergence>, 
/**
 * Whether nothing unlisted differs and nothing listed is gone.
 */
well: boolean, };

export type Puzzle = { 
/**
 * A message, a code with or without words, or a signal as JSON.
 */
text: string, 
/**
 * Whose.
 */
surface: Surface, 
/**
 * The system that a bare code belongs to; absent: this one.
 */
os: Os | null, };

export type Explanation = { 
/**
 * What it is classified as.
 */
kind: Kind, 
/**
 * The row of `failures.json`, counted from 0.
 */
row: number, 
/**
 * The row's rule for this surface, counted from 0; absent for the last row, which takes everything.
 */
rule: number | null, 
/**
 * That rule in one line.
 */
pattern: string | null, 
/**
 * How sure the rule is.
 */
evidence: Evidence | null, 
/**
 * Where the rule comes from.
 */
source: string | null, 
/**
 * The message in the one spelling that the patterns are tried on; empty where none was tried.
 */
normalised: string, 
/**
 * The signal that was made of what was pasted.
 */
signal: Signal, 
/**
 * Why the row is as it is.
 */
why: ByLocale<string>, 
/**
 * What may put it right.
 */
recovery: Recovery, 
/**
 * What leads out.
 */
remedy: Remedy, 
/**
 * What the flow is told.
 */
event: Event, 
/**
 * What the user reads.
 */
copy: ByLocale<string>, };

export type Picture = { 
/**
 * CSS pixels.
 */
width: number, 
/**
 * CSS pixels.
 */
height: number, 
/**
 * The page.
 */
page: string, };

export type Pictures = { 
/**
 * The first run's.
 */
a: Array<Picture | null>, 
/**
 * The second run's.
 */
b: Array<Picture | null>, };

export type ListedDomains = { 
/**
 * What `wx.request` may ask.
 */
request: Array<string>, 
/**
 * What `wx.downloadFile` may fetch.
 */
download: Array<string>, };

export type DomainProgress = { 
/**
 * Posters listed so far.
 */
posters: number, 
/**
 * Addresses whose redirects were followed.
 */
followed: number, 
/**
 * Of how many; absent while the list is still read.
 */
of: number | null, };

export type DomainPurpose = "request" | "download";

export type DomainCut = "posters" | "time" | "cancelled";

export type SeenIn = "api" | "poster" | "thumbnail" | "redirect";

export type DomainVerdict = "http" | "ip" | "port" | "not_listed" | "ok";

export type DomainHost = { 
/**
 * The host's name, with its port where the address names one.
 */
host: string, 
/**
 * What a phone does there, and so which list it belongs on.
 */
purpose: DomainPurpose, 
/**
 * One of its addresses, without query and password.
 */
example: string, 
/**
 * Where it was met.
 */
seen_in: Array<SeenIn>, 
/**
 * What WeChat would say.
 */
verdict: DomainVerdict, 
/**
 * How many addresses.
 */
count: number, };

export type DomainReport = { 
/**
 * Every host with its scheme and port, the troubled ones first.
 */
hosts: Array<DomainHost>, 
/**
 * How many posters were listed.
 */
posters: number, 
/**
 * How many addresses were followed: some of each host.
 */
followed: number, 
/**
 * How many of those did not answer, so that their redirects are unknown.
 */
unanswered: number, 
/**
 * Why it ended before everything was looked at.
 */
cut: DomainCut | null, };

export type Layout = "grid" | "list";

export type Only = "all" | "new";

export type Selection = { 
/**
 * Their ids, in the order of the list.
 */
ids: Array<string>, 
/**
 * Whether there are more than may be chosen at once.
 */
truncated: boolean, };

export type Mark = { 
/**
 * Its id.
 */
poster: string, 
/**
 * What the ledger says of it now.
 */
saved: Saved | null, };

export type OnConflict = "skip" | "number" | "overwrite";

export type OnKnown = "skip" | "skip_anywhere" | "save_again";

export type ConvertTo = "png" | "jpeg";

export type Convert = { 
/**
 * The format.
 */
to: ConvertTo, 
/**
 * 1 to 100, for JPEG.
 */
quality: number, 
/**
 * Whether the file as the server sent it is saved, too.
 */
keep_original: boolean, };

export type BatchOptions = { 
/**
 * See [`crate::place::name_from_template`].
 */
template: string, 
/**
 * Where a file of that name is there already.
 */
conflict: OnConflict, 
/**
 * Where a poster was saved before.
 */
known: OnKnown, 
/**
 * What pictures are turned into; `null` keeps them as they are.
 */
convert: Convert | null, 
/**
 * Whether a `.json` with what is known of the poster is put beside it.
 */
sidecar: boolean, };

export type NameProblem = { 
/**
 * Where, in characters from 0.
 */
at: number, 
/**
 * What the user reads.
 */
message: string, };

export type NamePreview = { 
/**
 * One for each poster; folders are parted by `/`.
 */
names: Array<string>, 
/**
 * Why there are none.
 */
problem: NameProblem | null, };

export type BatchState = "running" | "pausing" | "paused" | "blocked" | "finished" | "cancelled";

export type RowState = "waiting" | "fetching" | "writing" | "saved" | "skipped" | "name_taken" | "failed" | "held";

export type BatchRow = { 
/**
 * Its id.
 */
poster: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Where it is.
 */
state: RowState, 
/**
 * Bytes that came.
 */
received: number, 
/**
 * Bytes announced.
 */
total: number | null, 
/**
 * What went wrong.
 */
kind: Kind | null, 
/**
 * The file's name.
 */
file: string | null, };

export type Remark = "not_converted" | "no_sidecar";

export type BatchRemark = { 
/**
 * What could not be done.
 */
remark: Remark, 
/**
 * With how many.
 */
count: number, };

export type BatchFailures = { 
/**
 * What went wrong.
 */
kind: Kind, 
/**
 * What may put it right.
 */
recovery: Recovery, 
/**
 * How many met it.
 */
count: number, 
/**
 * What the user reads.
 */
copy: Copy, };

export type BatchView = { 
/**
 * Another batch, another number.
 */
id: number, 
/**
 * Where it is.
 */
state: BatchState, 
/**
 * Posters in it.
 */
total: number, 
/**
 * Posters saved.
 */
done: number, 
/**
 * Posters left out: saved before.
 */
skipped: number, 
/**
 * Posters left out: another file has the name.
 */
name_taken: number, 
/**
 * Posters that failed.
 */
failed: number, 
/**
 * Posters still to come, those in flight included.
 */
waiting: number, 
/**
 * Bytes that came.
 */
bytes: number, 
/**
 * Bytes of all posters, as far as they can be told.
 */
bytes_total: number | null, 
/**
 * Bytes a second, smoothed.
 */
rate: number, 
/**
 * Milliseconds that are left, as far as they can be told.
 */
left_ms: number | null, 
/**
 * Those in flight and the last that ended; of the failed ones all, up to a bound.
 */
rows: Array<BatchRow>, 
/**
 * The failures by kind.
 */
failures: Array<BatchFailures>, 
/**
 * Where the posters come from.
 */
source: SourceRef, 
/**
 * What could not be done with posters that are saved.
 */
remarks: Array<BatchRemark>, 
/**
 * Where the posters go.
 */
folder: string, 
/**
 * The one refusal that holds everything, with its ways out.
 */
refusal: View | null, 
/**
 * Whether it was begun before the app was last closed.
 */
resumed: boolean, };
