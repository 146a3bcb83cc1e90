"""Sheets of codings, codes and attributes, out and back in."""
