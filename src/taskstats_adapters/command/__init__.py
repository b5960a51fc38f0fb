"""The command `taskstats`, with a module for each subcommand."""
