"""Practices: the tenants of the network, their hosts, opening and closing them."""
