"""The proof that what was handed in still holds."""
