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
 * RFC 3339.
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

export type Theme = "system" | "light" | "dark";

export type Source = { 
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
 * How posters are laid out.
 */
layout: Layout, 
/**
 * What became of the ledger at this start.
 */
ledger: LedgerState, };

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

export type Outcome = "saved" | "skipped" | "failed";

export type HistoryRow = { 
/**
 * Its number in this run; the handle to reveal it.
 */
row: number, 
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

export type Layout = "grid" | "list";

export type LedgerState = "ok" | "rebuilt" | "unavailable";

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

export type OnKnown = "skip" | "save_again";

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

export type RowState = "waiting" | "fetching" | "writing" | "saved" | "skipped" | "failed" | "held";

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
 * Posters left out: saved before, or a file of the name was there.
 */
skipped: number, 
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
