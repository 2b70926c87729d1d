-- The ledger's first form in PostgreSQL. Texts compare byte by byte, as in SQLite: a period is looked up
-- by its beginning.
CREATE TABLE batches (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kiosk TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    flushes BIGINT NOT NULL,
    begun TEXT COLLATE "C" NOT NULL,
    unkept BIGINT NOT NULL,
    damaged BIGINT NOT NULL,
    taken_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX batches_by_kiosk ON batches (kiosk, number);

CREATE TABLE counts (
    period TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL,
    site TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    kiosk TEXT COLLATE "C" NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (period, item, site, language, kiosk)
);

-- `given` is `question=answer;question=answer`, sorted; names have neither = nor ;. No kiosk and no batch
-- stands here: a record is of a survey, a site and a part of a day.
CREATE TABLE answers (
    part TEXT COLLATE "C" NOT NULL,
    instrument TEXT COLLATE "C" NOT NULL,
    site TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    given TEXT COLLATE "C" NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (part, instrument, site, language, given)
);

-- What the lots of disclosure control are drawn by; one row, for ever.
CREATE TABLE secret (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    hex TEXT NOT NULL
);
