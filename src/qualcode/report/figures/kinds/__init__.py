"""What is drawn for each kind of display: one module a kind of figure."""
