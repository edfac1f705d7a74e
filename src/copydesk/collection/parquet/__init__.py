"""Runs over many machines into Parquet parts, and back."""
