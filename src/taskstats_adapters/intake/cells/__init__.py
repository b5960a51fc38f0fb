"""What one cell says: its clean form, a day, an agency, a stated status."""
