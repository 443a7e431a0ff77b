"""Idempotency keys: a POST that is sent twice is done once."""
