"""The JSON form of a report, and published figures read back from it."""
