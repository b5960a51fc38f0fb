"""What is odd about tasks that were accepted: each doubt is a warning, told once, that changes no count."""
