"""Words and questions: analysis, the query language, snippets.

Start with `words`, which says what a word is, and `terms`, which says how it stands in the index.
`languages` and `folding` are the tables; `analysis` turns a record's texts into terms; `question`
reads what somebody typed (`question_syntax` is Whoosh's parser, `question_words` goes from words to
terms, `asking_words` and `romanised` know two special cases); `vocabulary` holds an archive's
words; `marks` and `snippets` show what was found. The postings are the store's.
"""
