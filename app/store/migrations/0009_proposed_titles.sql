-- A title that was proposed from the text weighs nothing in the ranking: it has a column of its own.
-- The index is built anew on opening.

DROP TABLE postings_words;

DROP TABLE postings;

CREATE VIRTUAL TABLE postings USING fts5 (
  text, title, translation, summary, person, place, source, attachment, proposed,
  content = '', tokenize = 'ascii'
);

INSERT INTO postings (postings, rank) VALUES ('secure-delete', 1);

INSERT INTO postings (postings, rank) VALUES ('pgsz', 16000);

CREATE VIRTUAL TABLE postings_words USING fts5vocab (postings, row);

DELETE FROM postings_languages;

DELETE FROM state WHERE key = 'postings.version';
