"""The demonstration network: made-up children, seeded and repeatable."""
