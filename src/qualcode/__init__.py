"""qualcode: qualitative coding and case analysis, from transcripts to a checked report."""

__version__ = "0.1.0"
