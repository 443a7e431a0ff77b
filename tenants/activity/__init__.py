"""Activity: what was done for a child, by whom, with what outcome and how many minutes."""
