"""The REST door of releases."""
