"""Articles: what a page says once everything that is not the story is set aside."""
