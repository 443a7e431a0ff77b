"""Reads of the incoming room."""
