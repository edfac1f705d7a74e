"""Across articles: what many of them tell, joined: actors, meetings, timelines, positions."""
