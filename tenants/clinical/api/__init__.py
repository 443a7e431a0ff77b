"""Clinical facts over the API, to read."""
