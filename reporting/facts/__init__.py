"""The figures a practice counts for itself, in its own schema."""
