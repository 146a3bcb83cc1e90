"""QualCoder projects: a folder `.qda` with an SQLite database, as a project that can be brought into a study."""
