"""Figures in the office's words, as a document without a format."""
