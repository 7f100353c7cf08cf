"""Widgets that every screen builds on."""
