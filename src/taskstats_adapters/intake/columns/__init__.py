"""The columns of a list: its header, those that nobody reads, days that a program has swapped."""
