"""The study's web page: one file that opens anywhere, without a network."""
