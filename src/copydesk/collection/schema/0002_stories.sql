-- Stories: articles on the same matter, by the number of the article. Search filters by them.

CREATE TABLE stories (
    story INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT
) STRICT;

CREATE TABLE story_articles (
    article INTEGER PRIMARY KEY REFERENCES articles,
    story INTEGER NOT NULL REFERENCES stories
) STRICT;
CREATE INDEX story_articles_by_story ON story_articles (story);
