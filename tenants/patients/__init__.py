"""Patients: children, their families, contacts, and who may see them."""
