"""Adapters for taskstats: task slips in XML, and a text message."""
