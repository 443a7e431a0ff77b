"""The pages of community directory."""
