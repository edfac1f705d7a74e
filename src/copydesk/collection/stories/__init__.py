"""Stories: articles on the same matter, grouped over time."""
