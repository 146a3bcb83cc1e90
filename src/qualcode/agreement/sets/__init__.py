"""Agreement on units that may carry several codes at once."""
