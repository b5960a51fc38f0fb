"""Test tools for authors of adapters and other software; `taskstats[testing]` installs their dependencies."""
