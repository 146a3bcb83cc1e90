"""qualcode: qualitative coding and case analysis, from transcripts to a checked report."""
