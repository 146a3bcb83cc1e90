"""Other programs' files: what they hold, as this program's values."""
