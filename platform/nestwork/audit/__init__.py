"""Audit: who saw or changed what inside a practice."""
