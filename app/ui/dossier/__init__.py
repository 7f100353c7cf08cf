"""Dossier: records in a chosen order become a PDF."""
