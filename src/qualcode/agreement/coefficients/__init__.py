"""One module a family of coefficients."""
