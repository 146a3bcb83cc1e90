"""Another copy of the study taken in: the union of the ledgers, and an account of what else differs."""
