"""What coders do: acts, undo, memos, comparing, retrieving."""
