"""Children, families and access over the API."""
