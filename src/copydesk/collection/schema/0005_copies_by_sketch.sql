-- Copies are looked up by the keys of a sketch (wording.py) instead of by bands of MinHash values.
-- What was folded by those is forgotten: the next command that adds folds all anew.

DROP TABLE bands;
INSERT OR IGNORE INTO stale SELECT article FROM worded;
DELETE FROM copies;
DELETE FROM worded;
DELETE FROM likenesses;
DELETE FROM wordings;

CREATE TABLE sketches (                    -- wordings that may be alike share keys
    key INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (key, wording)
) STRICT, WITHOUT ROWID;

CREATE TABLE crowds (                      -- of keys that many wordings have, the first in line
    key INTEGER NOT NULL,
    place_in_line TEXT NOT NULL,
    wording INTEGER NOT NULL,
    PRIMARY KEY (key, place_in_line, wording)
) STRICT, WITHOUT ROWID;

CREATE TABLE to_fold (                -- articles that came or went since the last fold
    article INTEGER PRIMARY KEY
) STRICT;
INSERT INTO to_fold SELECT article FROM articles JOIN pages ON page = article WHERE latest = 1;
CREATE TRIGGER article_came AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO to_fold VALUES (new.article);
END;
CREATE TRIGGER article_went AFTER UPDATE OF latest ON pages
WHEN new.latest <> old.latest AND EXISTS (SELECT 1 FROM articles WHERE article = new.page) BEGIN
    INSERT OR IGNORE INTO to_fold VALUES (new.page);
END;
