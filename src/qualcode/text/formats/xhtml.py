"""Web pages that are also XML, `.xhtml`."""

from qualcode.text.formats.html import read as read
