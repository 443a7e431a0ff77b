"""One practice's rooms. Every table here stands in a practice schema."""
