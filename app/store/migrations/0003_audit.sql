-- The audit log: who did what to which record, and when. Each entry's `hash` is the SHA-256 over the
-- previous entry's hash and this one's canonical JSON, and is signed with the archive's key. `clock`
-- is what the computer's clock said where that was before the previous entry, otherwise empty.
-- `aside` is the salted hash of what may be erased without breaking the chain, or empty.

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

-- What stands aside: the reason that a person wrote, and the id of the revision that was made.
CREATE TABLE audit_reasons (
  entry    INTEGER PRIMARY KEY REFERENCES audit (number),
  salt     BLOB NOT NULL CHECK (length(salt) = 16),
  reason   TEXT NOT NULL,
  revision TEXT NOT NULL
) STRICT;

-- Whose a key slot is. Not in the slot files: those lie outside the encryption.
CREATE TABLE slot_people (
  slot     INTEGER PRIMARY KEY,
  person   TEXT NOT NULL,
  initials TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;
