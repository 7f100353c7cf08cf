-- What an attached file says, read once so that it can be searched with its records. `letters` is 0
-- where it was read and says nothing. The text goes with the content: when no record has that any
-- more, the row is gone too. Whatever exchanges a text writes a new row with a new number.

CREATE TABLE attachment_texts (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256   TEXT NOT NULL UNIQUE REFERENCES objects (sha256) ON DELETE CASCADE,
  language TEXT NOT NULL,
  letters  INTEGER NOT NULL,
  packing  INTEGER NOT NULL,
  body     BLOB NOT NULL
) STRICT;
