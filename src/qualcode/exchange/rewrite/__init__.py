"""A document's file with some of its words replaced, its look kept where its format allows."""
