"""What authors of adapters and of other software test with; `taskstats[testing]` installs what it needs."""
