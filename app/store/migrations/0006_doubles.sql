-- What near-doubles are recognised by: 128 numbers of 16 bits that stand for a text's shingles. The
-- bands in which they are looked up are made of them in memory; as rows they would be 64 for each
-- record. `place` grows with every change. `facts` is what the text states, once it was asked for.
CREATE TABLE signatures (
  place  INTEGER PRIMARY KEY AUTOINCREMENT,
  record INTEGER NOT NULL UNIQUE REFERENCES records (number) ON DELETE CASCADE,
  words  INTEGER NOT NULL,
  slots  BLOB NOT NULL,
  facts  TEXT
) STRICT;

CREATE INDEX signatures_without_facts ON signatures (place) WHERE facts IS NULL;

-- Pairs of near-doubles that a person decided to keep both, the lower number first.
CREATE TABLE kept_pairs (
  first  INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  second INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  at     TEXT NOT NULL,
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_pairs_of_second ON kept_pairs (second);

-- Records that became one; `changes` is what the kept one got by it: tags, attachments, collections.
CREATE TABLE merged_records (
  number  INTEGER PRIMARY KEY,
  kept    INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  merged  INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  changes TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;

CREATE INDEX merged_records_of_kept ON merged_records (kept);
CREATE INDEX merged_records_of_merged ON merged_records (merged);

-- Suggestions that a person dismissed, as salted hashes, with the records that they were about.
CREATE TABLE dismissed_suggestions (
  suggestion TEXT NOT NULL,
  record     INTEGER NOT NULL REFERENCES records (number) ON DELETE CASCADE,
  at         TEXT NOT NULL,
  PRIMARY KEY (suggestion, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX dismissed_suggestions_of_record ON dismissed_suggestions (record);
