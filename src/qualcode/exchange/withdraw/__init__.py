"""Consent taken back: a participant's words erased wherever a study can reach them."""
