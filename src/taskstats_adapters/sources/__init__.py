"""The built-in sources, and the code they share."""
