"""Collections: many pages in one file, with what became of each; and runs into tables."""
