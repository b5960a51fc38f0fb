"""Vietnamese text: cleaning, folding, legacy encodings, and the operating system's errors."""
