"""The REST door of incoming records."""
