"""The archive check: whether everything is whole, backed up, written down and protected."""
