"""The REST door of community directory."""
