"""Sheets of plain cells -> tasks, problems and a receipt."""
