"""Clinical facts over the API, to read and to write."""
