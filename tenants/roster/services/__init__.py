"""Verbs of the roster room."""
