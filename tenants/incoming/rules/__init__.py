"""Plain Python of incoming records: what formats say, and how it is read."""
