"""Activity: calls, minutes and outcomes."""
