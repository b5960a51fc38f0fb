"""From what a user names to opened sources."""
