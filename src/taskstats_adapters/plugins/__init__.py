"""Installed adapters: discovery, conflicts, missing libraries."""
