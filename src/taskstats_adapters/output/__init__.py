"""Writes files atomically, with the same bytes every time."""
