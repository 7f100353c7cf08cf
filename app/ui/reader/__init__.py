"""The reader: one record's text, details, consent, files, people and history."""
