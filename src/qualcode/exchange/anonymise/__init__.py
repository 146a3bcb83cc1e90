"""A copy of a study in which names are hidden, every coding on its words."""
