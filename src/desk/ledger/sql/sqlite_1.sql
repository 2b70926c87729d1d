-- The ledger's first form in SQLite. WITHOUT ROWID: rows lie in the order of their keys, so nothing tells
-- in which order they came.
CREATE TABLE batches (
    id TEXT NOT NULL PRIMARY KEY,
    kiosk TEXT NOT NULL,
    number BIGINT NOT NULL,
    flushes BIGINT NOT NULL,
    begun TEXT NOT NULL,
    unkept BIGINT NOT NULL,
    damaged BIGINT NOT NULL,
    taken_at TEXT NOT NULL
);
CREATE INDEX batches_by_kiosk ON batches (kiosk, number);

CREATE TABLE counts (
    period TEXT NOT NULL,
    item TEXT NOT NULL,
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    kiosk TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (period, item, site, language, kiosk)
) WITHOUT ROWID;

-- `given` is `question=answer;question=answer`, sorted; names have neither = nor ;. No kiosk and no batch
-- stands here: a record is of a survey, a site and a part of a day.
CREATE TABLE answers (
    part TEXT NOT NULL,
    instrument TEXT NOT NULL,
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    given TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (part, instrument, site, language, given)
) WITHOUT ROWID;

-- What the lots of disclosure control are drawn by; one row, for ever.
CREATE TABLE secret (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    hex TEXT NOT NULL
);
