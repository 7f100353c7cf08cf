-- The index: terms of every record by part, without the texts themselves (contentless FTS5).
-- The terms come ready from app.search; `ascii` splits them at spaces and leaves them as they are.
-- What stands in the first column costs two bytes less for each term of each record: the text.
-- Only with 'secure-delete' and the 'delete' command is a removed term gone from the file.

CREATE VIRTUAL TABLE postings USING fts5 (
  text, title, translation, summary, person, place, source, attachment,
  content = '', tokenize = 'ascii'
);

INSERT INTO postings (postings, rank) VALUES ('secure-delete', 1);

-- A leaf of the index fills one page of 16,384 bytes less what encryption and rows need; leaves of
-- any other size leave a part of each page empty.
INSERT INTO postings (postings, rank) VALUES ('pgsz', 16000);

CREATE VIRTUAL TABLE postings_words USING fts5vocab (postings, row);

-- Languages that texts were analysed in; a question is read in each of them.
CREATE TABLE postings_languages (
  language TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
