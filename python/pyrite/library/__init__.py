"""NumPy and friends in the compiled language: every module here registers its functions when it is imported."""
