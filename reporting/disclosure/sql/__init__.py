"""What the database itself holds about releases."""
