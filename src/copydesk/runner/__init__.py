"""Supervised workers: whatever one item does, every other one gets done exactly once."""
