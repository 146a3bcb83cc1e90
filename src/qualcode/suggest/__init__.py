"""Machine help, never applied by itself."""
