"""Taguette projects: an SQLite database, as a project that can be brought into a study."""
