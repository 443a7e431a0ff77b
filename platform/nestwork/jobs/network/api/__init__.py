"""The REST door of network jobs."""
