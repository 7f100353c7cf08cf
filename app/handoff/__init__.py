"""Sealed packages for partners: identity, contacts, bundles, merge. Its place is kept here; nothing in it yet."""
