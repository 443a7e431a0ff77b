"""Addresses: the network host and the practice host."""
