"""Sheets with tabs between the cells, as speech recognisers write them."""

from qualcode.text.formats.csv import read as read
