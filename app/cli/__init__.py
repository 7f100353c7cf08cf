"""The terminal: one file per command over the same use cases as the window."""
