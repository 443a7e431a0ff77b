"""Reads of standards: what practices see (`practice`), what facilitators see (`versions`, `grid`)."""
