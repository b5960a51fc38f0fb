"""Opens the sources that a user names."""
