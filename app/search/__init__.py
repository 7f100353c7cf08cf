"""Words and questions: analysis, the query language, snippets."""
