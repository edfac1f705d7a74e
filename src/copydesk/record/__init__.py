"""Records: who said and did what in an article, each claim with the exact words it rests on."""
