"""The built-in sources, and what they share."""
