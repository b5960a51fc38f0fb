"""Files written whole or not at all, with the same bytes every time."""
