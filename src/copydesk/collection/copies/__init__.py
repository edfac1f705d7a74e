"""Copies: near-duplicates found by their wording, folded and never deleted."""
