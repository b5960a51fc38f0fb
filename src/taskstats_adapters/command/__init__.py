"""The command `taskstats`: one module a command."""
