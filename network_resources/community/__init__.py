"""The community resource directory: organizations, services, places, and what they offer to whom."""
