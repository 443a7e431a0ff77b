"""Idempotency keys of the network host: answers that name no child, in one shared table."""
