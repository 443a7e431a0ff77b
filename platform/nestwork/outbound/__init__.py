"""Outbound: ports through which something leaves the house."""
