-- What the accounting counts is read from indexes that hold only that, at any size of the file.

CREATE INDEX replaced ON pages (page) WHERE latest = 0;
CREATE INDEX unrecorded ON articles (article) WHERE record_refusal IS NOT NULL;
CREATE INDEX refusals_by_reason ON refusals (reason);
CREATE INDEX quarantine_by_reason ON quarantine (reason);
CREATE INDEX unfinished_runs ON runs (run) WHERE finished IS NULL;
