"""A file becomes draft records."""
