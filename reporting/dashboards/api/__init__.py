"""The REST door of dashboards."""
