"""Corrections: what people said of the machine's records, kept beside them."""
