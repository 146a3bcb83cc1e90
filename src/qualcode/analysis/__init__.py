"""Cross-case analysis: evidence in, displays out."""
