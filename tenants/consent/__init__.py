"""Consent: what a family allowed to leave, and what left."""
