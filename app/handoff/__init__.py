"""Sealed packages for partners: identity, contacts, bundles, merge.

`qr` draws QR codes for what people compare; the rest has its place here and is not there yet.
"""
