"""What is installed: discovery of adapters, conflicts between them, missing libraries."""
