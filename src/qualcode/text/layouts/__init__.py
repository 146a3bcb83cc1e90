"""One module a speaker layout: how a transcript says who speaks."""
