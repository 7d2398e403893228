"""Drop-ins for other packages."""
