"""Consents and disclosures over the API."""
