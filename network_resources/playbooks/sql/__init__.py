"""What the database itself holds about standards."""
