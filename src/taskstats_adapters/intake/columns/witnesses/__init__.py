"""Columns that say what became of a task, beside its days: named for a state, or of shares of the work."""
