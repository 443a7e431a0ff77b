"""Collects every translatable sentence of the floors and keeps the Spanish catalogue. Needs Babel, not gettext."""
