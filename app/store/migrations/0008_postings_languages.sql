-- How many records have texts in a language: with the last one it is forgotten, so that an index
-- says nothing of what is not there any more. What was not counted is counted by building it anew.

DROP TABLE postings_languages;

CREATE TABLE postings_languages (
  language TEXT PRIMARY KEY,
  records  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

DELETE FROM state WHERE key = 'postings.version';
