"""Metadata: what a page tells of its article beside the text, and where each value comes from."""
