"""The roster over the API."""
