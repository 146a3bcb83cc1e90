"""Web pages under their short suffix, `.htm`."""

from qualcode.text.formats.html import read as read
