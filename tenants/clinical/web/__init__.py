"""Pages of clinical facts: the tab Health and what stands behind each line of it."""
