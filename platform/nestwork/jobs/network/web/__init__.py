"""The pages of network jobs."""
