"""Vietnamese texts: cleaning, folding, encodings from before Unicode, reasons of the operating system."""
