"""Searching and reading the directory: the same pages for a practice and for the network."""
