-- Questions kept under names. `narrowed` and `without` are JSON: a list of `[field, value, …]`.

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
