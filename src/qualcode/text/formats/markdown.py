"""Markdown under its long suffix, `.markdown`."""

from qualcode.text.formats.md import read as read
