"""The observatory: figures that are safe to show."""
