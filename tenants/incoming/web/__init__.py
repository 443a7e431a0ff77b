"""The pages of incoming records."""
