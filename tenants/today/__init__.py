"""Today: the page that closes items and logs the work."""
