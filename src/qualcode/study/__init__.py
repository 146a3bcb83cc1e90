"""The only room that reads and writes study files."""
