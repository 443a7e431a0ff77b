"""The pages of playbooks."""
