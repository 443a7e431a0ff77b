"""Web: the shell, the parts and the look of every page."""
