"""One module a suggester."""
