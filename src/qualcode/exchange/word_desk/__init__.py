"""Word as a coder's desk: a transcript handed out to be coded by comments, and read back."""
