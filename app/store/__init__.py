"""The archive folder on disk: keys, SQLCipher, objects. The only home of SQL.

Start at `creation.create_store` and `opening.open_store`; both give a `store.Store`, whose
`writing()`, `browsing()` and `searching()` blocks give the `Writer` or `Reader` that every function
of the tables takes first.

Keys
    `kdf` passphrase to key (Argon2id) · `recovery_code` the code on paper, in `spoken_letters` ·
    `shares`, `share_text` a key that several people hold · `keys` master key and what follows from
    it · `slots`, `slot_keys` one way of opening each · `sealing` the master key for somebody who is
    not there · `slot_file` the form of a slot file · `slot_pair` the two files, and damage ·
    `unlocking` from what somebody has to the master key · `slots_in_force`, `key_changes` adding,
    changing, removing · `slot_generation` noticing old ones · `rekey`, `master_exchange`,
    `page_comparison` a new master key · `secrecy` no core dumps
Folder
    `creation` a new archive · `opening` an existing one · `layout` no links in it · `store` an open
    one · `lock_file` one program at a time · `durable_files` atomic replacement and syncing ·
    `media` is the disk built in · `object_folder` encrypted files of attachments · `objects`
    putting, reading and checking them · `trouble` errors of SQLite and the disk as sentences
Check and salvage
    `verify` the archive check, of an open archive · `verify_tables`, `verify_raw`,
    `verify_objects`, `postings_check`, `listed_records` its parts · `verify_closed` also where it
    does not open · `closed_archive` keys without opening · `page_cipher`, `raw_log`, `raw_pages`
    each page by itself · `page_cells`, `tree_shapes`, `raw_trees` what stands where ·
    `raw_contents` records and files in it · `salvage`, `salvage_plan`, `salvage_tables`,
    `salvage_writing`, `mending` a new archive of all that is whole · `known_losses`, `known_gaps`
    what was lost then
Database
    `connection` settings of SQLCipher · `transactions` `Reader` and `Writer` · `migrate` with
    `migrations/` and `schema.sql` · `folding` how names are compared
Tables
    `archive_table` id and signing key · `records_table` adding, changing, binning, removing ·
    `record_lookup` lists, and records by number, id, code or their start · `revisions_table`
    history · `codes_table` T-001, A-001 · `terms_table` tags, languages, persons, places ·
    `collections_table` · `object_rows`, `attachments_table` files and who has them ·
    `drafts_table` autosave · `state_table` what the program remembers · `postings…` the index
Audit
    `audit_table` entries bound to one another and signed · `audit_lookup` lines for people ·
    `audit_check` what was changed, removed, put in · `slot_people_table` whose a key slot is ·
    `damage` how a check names what it finds
"""
