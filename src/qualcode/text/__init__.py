"""From bytes and a name to a document: encodings, formats, speaker layouts, segments."""
