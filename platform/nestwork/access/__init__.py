"""Access: memberships, roles and the permissions they carry."""
