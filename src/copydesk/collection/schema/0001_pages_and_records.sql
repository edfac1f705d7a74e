-- The ground: pages, what became of each, and what their articles say.
-- A row of `pages` has exactly one fate: a row in articles, refusals or quarantine, written in the
-- same transaction. `body` columns hold the object of the contract (docs/contract.md) as JSON;
-- columns beside it are copies to search by.
-- Migrations from 0002 on hold what is made across articles: copies, stories, joined actors.

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    version TEXT NOT NULL,                 -- of copydesk
    sources TEXT NOT NULL,                 -- JSON list, as the user gave them
    started TEXT NOT NULL,                 -- ISO 8601, UTC
    finished TEXT                          -- null while it runs, or for ever where it was killed
) STRICT;

CREATE TABLE pages (
    page INTEGER PRIMARY KEY,
    place BLOB NOT NULL,                   -- digest of the absolute location: how a page is known again
    location TEXT NOT NULL,                -- as first given
    sha256 TEXT NOT NULL,                  -- of the content
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    url TEXT,
    fetched TEXT,
    http_status INTEGER,
    latest INTEGER NOT NULL CHECK (latest IN (0, 1)),  -- of the revisions at this place
    run INTEGER NOT NULL REFERENCES runs,
    verdict TEXT,                          -- JSON; null in quarantine
    content BLOB,                          -- zlib, where it was asked for, and always in quarantine
    UNIQUE (place, sha256)
) STRICT;
CREATE UNIQUE INDEX one_latest ON pages (place) WHERE latest = 1;
CREATE INDEX pages_by_location ON pages (location);

CREATE TABLE articles (
    article INTEGER PRIMARY KEY REFERENCES pages,
    id TEXT NOT NULL,                      -- of the contract; two places with the same bytes share it
    title TEXT,
    standfirst TEXT,
    text TEXT NOT NULL,
    actors TEXT NOT NULL,                  -- names and aliases, for the text index
    countries TEXT NOT NULL,               -- codes and names of countries, for the text index
    source TEXT NOT NULL,                  -- site, agency, host and path, for the text index
    facets TEXT NOT NULL,                  -- months and deeds as words (facets.py)
    published TEXT,                        -- as precise as it is known
    first_day TEXT,                        -- the days it may be, inclusive
    last_day TEXT,
    language TEXT,
    body TEXT NOT NULL,                    -- the article without text and paragraphs
    record_refusal TEXT                    -- JSON; why the record stage declined
) STRICT;
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_day ON articles (first_day);
CREATE INDEX articles_by_last_day ON articles (last_day);

CREATE TABLE paragraphs (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
    page INTEGER NOT NULL REFERENCES pages,
    number INTEGER NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    before_paragraph INTEGER NOT NULL,
    repeat_of INTEGER,
    place TEXT NOT NULL,
    PRIMARY KEY (page, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusals (
    page INTEGER PRIMARY KEY REFERENCES pages,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE TABLE quarantine (
    page INTEGER PRIMARY KEY REFERENCES pages,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    tries INTEGER NOT NULL,
    form TEXT NOT NULL,                    -- what is needed to try again, beside content
    headers TEXT NOT NULL,
    columns TEXT NOT NULL,
    decoded INTEGER NOT NULL               -- 1 where the content came as text
) STRICT;

CREATE TABLE faults (                      -- places in a source where no page could be read
    location TEXT NOT NULL,
    what TEXT NOT NULL,
    remedy TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    PRIMARY KEY (location, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE actors (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (article, number),
    UNIQUE (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_name ON actors (name);

CREATE TABLE statements (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    actor TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (article, number),
    UNIQUE (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    move TEXT NOT NULL,
    status TEXT NOT NULL,
    time TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (article, number),
    UNIQUE (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meetings (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    time TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (article, number),
    UNIQUE (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE positions (
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    actor TEXT NOT NULL,
    issue TEXT NOT NULL,
    stance TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (article, number),
    UNIQUE (article, id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (
    title, standfirst, text, actors, countries, source, facets,
    content = 'articles', content_rowid = 'article',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER words_of_article AFTER INSERT ON articles BEGIN
    INSERT INTO words (rowid, title, standfirst, text, actors, countries, source, facets)
    VALUES (new.article, new.title, new.standfirst, new.text, new.actors, new.countries,
        new.source, new.facets);
END;
