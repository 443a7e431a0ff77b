"""The seal: database roles, rights and the connection that keeps them."""
