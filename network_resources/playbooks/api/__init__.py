"""The REST door of playbooks."""
