"""Reads of releases: the administrator's, the reviewer's, and a practice's own."""
