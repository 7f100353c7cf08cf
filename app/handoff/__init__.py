"""Sealed packages for partners: identity, contacts, bundles, merge.

Its place is kept here; nothing stands in it yet.
"""
