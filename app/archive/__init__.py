"""The use cases on an opened archive: plain functions that window and terminal both call.

`opening` opens and creates an `archive` · `reading`, `history`, `searching` look · `adding`,
`changing`, `drafts`, `collections` change · `attachments` gives files back · `auditing` writes down
what is done, `audit_heads` compares what somebody kept of it · `verifying` checks · `backing_up`
and `restoring` copy whole archives · `destroying` erases · `consent` decides what may
leave, `dossiers_made` keeps what did · `place` remembers where the window was · `indexing` joins
`app.search` with the store's postings · `rows` says what the store keeps beside a record.
"""
