"""Displays and reports in the forms people hand in."""
