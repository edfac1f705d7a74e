-- Corrections: what people say of the machine's records, kept beside them and never deleted.
-- A row points at an article by its place (which a revision shares), by the digest of its page
-- (which another collection of the same pages shares) and by its id; and at words within it by
-- the selectors in `body`. A row with action 'undo' takes another row back.

CREATE TABLE corrections (
    correction INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    who TEXT NOT NULL,
    at TEXT NOT NULL,                      -- ISO 8601, UTC, to the microsecond
    action TEXT NOT NULL,
    kind TEXT NOT NULL,                    -- a table of the record, or ledger, article, stories
    place BLOB,                            -- null where it is about no one article
    sha256 TEXT,
    article TEXT,                          -- the id as of then
    undoes TEXT,                           -- of an undo: the id of what it takes back
    body TEXT NOT NULL                     -- JSON: location, record, anchor, machine, value ...
) STRICT;
CREATE INDEX corrections_by_place ON corrections (place);
CREATE INDEX corrections_by_page ON corrections (sha256);
CREATE INDEX corrections_by_article ON corrections (article);
CREATE INDEX corrections_by_action ON corrections (action, kind);
