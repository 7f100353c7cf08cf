"""Satchel: an encrypted archive for testimonies and articles that never touches a network."""

__version__ = "0.1.0"
