"""Reads of the roster room."""
