"""Which of the rows that were read count: versions of one task, rows that were mended in another file."""
