"""Typed values: what a cell says, or why it says nothing usable."""
