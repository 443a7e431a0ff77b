"""Verbs of the incoming room."""
