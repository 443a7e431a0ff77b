"""The owner's functions that manage people, as SQL text run by a migration."""
