-- What adding costs stories no longer grows with the file: the articles still to be profiled are
-- listed, and how a topic was parted is kept until one of its articles changes.

CREATE TABLE to_group (                -- articles that are folded and have no profile yet
    article INTEGER PRIMARY KEY
) STRICT;
INSERT INTO to_group SELECT article FROM worded WHERE article NOT IN (SELECT article FROM profiles);
CREATE TRIGGER article_folded AFTER INSERT ON worded
WHEN NOT EXISTS (SELECT 1 FROM profiles WHERE article = new.article) BEGIN
    INSERT OR IGNORE INTO to_group VALUES (new.article);
END;
CREATE TRIGGER profile_came AFTER INSERT ON profiles BEGIN
    DELETE FROM to_group WHERE article = new.article;
END;
CREATE TRIGGER profile_went AFTER DELETE ON profiles BEGIN
    INSERT OR IGNORE INTO to_group VALUES (old.article);
END;

CREATE TABLE topics (                  -- of more than one article, by the first in line
    article INTEGER PRIMARY KEY REFERENCES articles,
    digest TEXT NOT NULL,              -- of the profiles in line and of the rules (grouping.py)
    stories TEXT NOT NULL              -- JSON: articles in line and by centre, by place in the topic
) STRICT;
