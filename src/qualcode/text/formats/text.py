"""Plain text under its long suffix, `.text`."""

from qualcode.text.formats.txt import read as read
