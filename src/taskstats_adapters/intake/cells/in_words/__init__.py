"""Cells that say several things in words: a document and its day, a due date and its extensions, a completion."""
