"""The worker process that parses what others made. Its place is kept here; nothing in it yet."""
