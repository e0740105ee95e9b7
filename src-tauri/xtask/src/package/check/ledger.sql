-- A ledger of format 1, the first one: it says that one poster of the demo is saved. A later format is added beside it.
PRAGMA journal_mode = wal;
CREATE TABLE saved (
  source TEXT NOT NULL, poster TEXT NOT NULL, version TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, path TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX saved_by_poster ON saved (source, poster);
CREATE INDEX saved_by_bytes ON saved (sha256);
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, folder TEXT NOT NULL, options TEXT NOT NULL
);
CREATE TABLE item (
  batch INTEGER NOT NULL, place INTEGER NOT NULL, poster TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', failure TEXT, part TEXT, etag TEXT, total INTEGER,
  PRIMARY KEY (batch, place)
) WITHOUT ROWID;
PRAGMA user_version = 1;
INSERT INTO saved VALUES ('demo', 'sakura', '', 'cf2a6b9dc684296c5190ba63f0f60e5962de3cb9197fabd692d8c110117f3025', 8, '/home/desk/saved-before.png', 1764000000000);
