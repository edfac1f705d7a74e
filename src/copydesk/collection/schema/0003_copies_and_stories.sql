-- Copies: articles that repeat another's wording. Articles with the very same words share a row of
-- `wordings`; `likenesses` are pairs of wordings whose overlap was measured; `copies` is the fold
-- that follows from them (fold.py), made anew for all that an addition touches.

CREATE TABLE wordings (
    wording INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,           -- of the words in order
    words INTEGER NOT NULL
) STRICT;

CREATE TABLE worded (                      -- latest articles that are folded and storied
    article INTEGER PRIMARY KEY REFERENCES articles,
    wording INTEGER NOT NULL REFERENCES wordings,
    place_in_line TEXT NOT NULL,           -- who was first: sorts by day, time, fetched, id, location
    agency TEXT,                           -- as the article credits it (credits.py)
    outlet TEXT                            -- site or host
) STRICT;
CREATE INDEX worded_by_wording ON worded (wording);

CREATE TABLE bands (                       -- wordings that may be alike share a key
    key INTEGER NOT NULL,
    wording INTEGER NOT NULL REFERENCES wordings,
    PRIMARY KEY (key, wording)
) STRICT, WITHOUT ROWID;

CREATE TABLE likenesses (                  -- both ways round
    one INTEGER NOT NULL REFERENCES wordings,
    other INTEGER NOT NULL REFERENCES wordings,
    shared REAL NOT NULL,                  -- of the shorter's words
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles,
    copy_of INTEGER NOT NULL REFERENCES articles,
    shared REAL NOT NULL
) STRICT;
CREATE INDEX copies_by_original ON copies (copy_of);

CREATE TABLE unfolded (                    -- a person's judgement: no copy, whatever its wording
    id TEXT PRIMARY KEY                    -- of the article, so that it survives a new reading
) STRICT, WITHOUT ROWID;

-- Stories: what parts and joins articles, and what was found.

ALTER TABLE stories ADD COLUMN actors TEXT NOT NULL DEFAULT '[]';   -- JSON: names, main ones first
ALTER TABLE stories ADD COLUMN sources INTEGER NOT NULL DEFAULT 0;  -- independent ones

CREATE TABLE key_terms (                   -- the words that tell what an article is about
    term TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (term, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_terms_by_article ON key_terms (article);

CREATE TABLE profiles (                    -- what articles are compared by (profile.py)
    article INTEGER PRIMARY KEY REFERENCES articles,
    profile TEXT NOT NULL                  -- JSON
) STRICT;

CREATE TABLE topic_links (                 -- articles on one topic, both ways round
    one INTEGER NOT NULL REFERENCES articles,
    other INTEGER NOT NULL REFERENCES articles,
    likeness REAL NOT NULL,                -- cosine of their words
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE stale (                       -- articles whose stories are to be made anew
    article INTEGER PRIMARY KEY REFERENCES articles
) STRICT;
