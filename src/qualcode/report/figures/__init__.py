"""Displays as figures: the room of matplotlib."""
