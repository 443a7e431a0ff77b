"""Nestwork: the foundation. No clinical idea lives here."""
