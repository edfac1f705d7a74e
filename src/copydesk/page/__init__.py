"""Pages as they came: bytes, where from, and how to stream them."""
