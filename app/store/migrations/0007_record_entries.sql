-- Which entry of a table, or of another program's export, a record was made of: SHA-256 over what
-- the entry says. The same entry is known again in whatever file it stands.

CREATE TABLE record_entries (
  record INTEGER PRIMARY KEY REFERENCES records (number) ON DELETE CASCADE,
  entry  BLOB NOT NULL CHECK (length(entry) = 32)
) STRICT;

CREATE INDEX record_entries_by_entry ON record_entries (entry);
