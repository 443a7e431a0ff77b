"""Appointments and the on-call roster over the API."""
