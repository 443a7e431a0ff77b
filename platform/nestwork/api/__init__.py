"""API: the shell of the REST door."""
