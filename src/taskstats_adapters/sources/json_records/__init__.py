"""The source of lists in JSON."""
