"""Do coders agree: numbers from values."""
