-- What the migrations add up to; written by `python -m app.store.migrate`.

CREATE TABLE archive (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  id           TEXT NOT NULL,
  made_at      TEXT NOT NULL,
  signing_seed BLOB NOT NULL CHECK (length(signing_seed) = 32)
) STRICT;

CREATE TABLE attachment_texts (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256   TEXT NOT NULL UNIQUE REFERENCES objects (sha256) ON DELETE CASCADE,
  language TEXT NOT NULL,
  letters  INTEGER NOT NULL,
  packing  INTEGER NOT NULL,
  body     BLOB NOT NULL
) STRICT;

CREATE TABLE attachments (
  record     INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  object     INTEGER NOT NULL REFERENCES objects (number),
  role       TEXT NOT NULL,
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  position   INTEGER NOT NULL,
  current    INTEGER NOT NULL,
  PRIMARY KEY (record, object, role, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_of_object ON attachments (object);

CREATE TABLE audit (
  number    INTEGER PRIMARY KEY,
  chain     TEXT NOT NULL,
  at        TEXT NOT NULL,
  clock     TEXT NOT NULL,
  who       TEXT NOT NULL,
  act       TEXT NOT NULL,
  subject   TEXT NOT NULL,
  detail    TEXT NOT NULL,
  aside     BLOB NOT NULL,
  previous  BLOB NOT NULL,
  hash      BLOB NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE INDEX audit_of_subject ON audit (subject, number);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is only ever added to'); END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is only ever added to'); END;

CREATE TABLE audit_reasons (
  entry    INTEGER PRIMARY KEY REFERENCES audit (number),
  salt     BLOB NOT NULL CHECK (length(salt) = 16),
  reason   TEXT NOT NULL,
  revision TEXT NOT NULL
) STRICT;

CREATE TABLE codes (
  prefix TEXT PRIMARY KEY,
  last   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE collection_records (
  collection INTEGER NOT NULL REFERENCES collections (number) ON DELETE CASCADE,
  record     INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  PRIMARY KEY (collection, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX collection_records_of_record ON collection_records (record);

CREATE TABLE collections (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL UNIQUE,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE dismissed_suggestions (
  suggestion TEXT NOT NULL,
  record     INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  at         TEXT NOT NULL,
  PRIMARY KEY (suggestion, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX dismissed_suggestions_of_record ON dismissed_suggestions (record);

CREATE TABLE drafts (
  record   INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  segment  INTEGER NOT NULL,
  language TEXT NOT NULL,
  text     TEXT NOT NULL,
  head     TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (record, segment, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_pairs (
  first  INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  second INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  at     TEXT NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_pairs_of_second ON kept_pairs (second);

CREATE TABLE merged_records (
  number  INTEGER PRIMARY KEY,
  kept    INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  merged  INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  changes TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;

CREATE INDEX merged_records_of_kept ON merged_records (kept);

CREATE INDEX merged_records_of_merged ON merged_records (merged);

CREATE TABLE objects (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256   TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size     INTEGER NOT NULL,
  file     TEXT NOT NULL UNIQUE CHECK (length(file) = 32),
  secret   TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE postings USING fts5 (
  text, title, translation, summary, person, place, source, attachment, proposed,
  content = '', tokenize = 'ascii'
);

CREATE TABLE postings_languages (
  language TEXT PRIMARY KEY,
  records  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE postings_words USING fts5vocab (postings, row);

CREATE TABLE record_entries (
  record INTEGER PRIMARY KEY REFERENCES records (number) ON DELETE CASCADE,
  entry  BLOB NOT NULL CHECK (length(entry) = 32)
) STRICT;

CREATE INDEX record_entries_by_entry ON record_entries (entry);

CREATE TABLE record_terms (
  term   INTEGER NOT NULL REFERENCES terms (number),
  record INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  PRIMARY KEY (term, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_terms_of_record ON record_terms (record);

CREATE TABLE records (
  number        INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT NOT NULL UNIQUE,
  code          TEXT NOT NULL UNIQUE,
  kind          TEXT NOT NULL,
  title         TEXT NOT NULL,
  title_folded  TEXT NOT NULL,
  date_edtf     TEXT,
  date_first    TEXT,
  date_last     TEXT,
  languages     TEXT NOT NULL,
  status        TEXT NOT NULL,
  risk          TEXT NOT NULL,
  consent_state TEXT NOT NULL,
  line          TEXT NOT NULL,
  tags          TEXT NOT NULL,
  added_at      TEXT NOT NULL,
  changed_at    TEXT NOT NULL,
  binned_at     TEXT,
  head          INTEGER NOT NULL
) STRICT;

CREATE INDEX records_by_added ON records (added_at, number, kind) WHERE binned_at IS NULL;

CREATE INDEX records_by_changed ON records (changed_at, number, kind) WHERE binned_at IS NULL;

CREATE INDEX records_by_date ON records (date_first, number, kind) WHERE binned_at IS NULL;

CREATE INDEX records_by_title ON records (title_folded, number, kind) WHERE binned_at IS NULL;

CREATE INDEX records_in_bin ON records (binned_at, number, kind) WHERE binned_at IS NOT NULL;

CREATE TABLE revisions (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  id      TEXT NOT NULL UNIQUE,
  record  INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  parents TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  reason  TEXT NOT NULL,
  packing INTEGER NOT NULL,
  body    BLOB NOT NULL
) STRICT;

CREATE INDEX revisions_of_record ON revisions (record, number);

CREATE TABLE saved_searches (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT NOT NULL,
  folded   TEXT NOT NULL UNIQUE,
  text     TEXT NOT NULL,
  any_word INTEGER NOT NULL,
  sort     TEXT NOT NULL,
  narrowed TEXT NOT NULL,
  without  TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE signatures (
  place  INTEGER PRIMARY KEY AUTOINCREMENT,
  record INTEGER NOT NULL UNIQUE REFERENCES records (number) ON DELETE CASCADE,
  words  INTEGER NOT NULL,
  slots  BLOB NOT NULL,
  facts  TEXT
) STRICT;

CREATE INDEX signatures_without_facts ON signatures (place) WHERE facts IS NULL;

CREATE TABLE slot_people (
  slot     INTEGER PRIMARY KEY,
  person   TEXT NOT NULL,
  initials TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE state (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
  number INTEGER PRIMARY KEY,
  field  TEXT NOT NULL,
  value  TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (field, value)
) STRICT;

CREATE INDEX terms_folded ON terms (field, folded);
