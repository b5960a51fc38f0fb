"""Files that are written whole or not at all, the same bytes every time."""
