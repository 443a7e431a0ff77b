"""Pages: finding a child, adding one, and editing what belongs to one."""
