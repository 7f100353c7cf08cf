"""The use cases on an opened archive."""
