"""REFI-QDA: codebooks (QDC) and projects (QDPX) to and from other programs."""
