"""The archive folder on disk: keys, SQLCipher, objects. The only home of SQL."""
