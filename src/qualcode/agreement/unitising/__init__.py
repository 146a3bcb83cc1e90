"""Agreement on which passages were marked out, straight from their spans."""
