"""Schedule: appointments and who is on call."""
