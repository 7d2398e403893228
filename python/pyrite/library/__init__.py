"""NumPy and friends in the compiled language: its modules register their functions when imported."""
