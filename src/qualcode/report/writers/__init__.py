"""One module an output format, named by its suffix."""
