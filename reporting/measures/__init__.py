"""What is counted and how: definitions with versions, plain Python and data."""
