"""Readings and records as people see them: in the terminal, as Markdown, as one HTML page."""
