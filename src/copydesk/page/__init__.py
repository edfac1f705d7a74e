"""Pages as they came: bytes, where from, and how to stream them from files, archives and the web."""
