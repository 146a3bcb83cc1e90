"""One module a file format, named by the suffix it reads."""
