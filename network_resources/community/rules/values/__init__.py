"""Text to values, by kind."""
