"""The child page: summary, timeline, family and team."""
