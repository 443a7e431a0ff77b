"""Record: the child page and timeline."""
