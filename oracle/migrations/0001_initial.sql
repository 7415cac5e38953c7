-- What an operator must not forget. Digests and addresses are BLOBs of 32 bytes, maps of minutes and amounts of
-- IO base units are integers below 2^63, times are unix seconds of the chain's clock. Only types and clauses that
-- SQLite and PostgreSQL share (BLOB is BYTEA there).

-- Heartbeats: bit m of minutes is set when one was received in minute m.
CREATE TABLE heartbeats (
    epoch BIGINT NOT NULL,
    device BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    PRIMARY KEY (epoch, device)
);

-- Uploaded proofs, and this operator's verdict once reached (see docs/proof-of-work.md for the fault).
CREATE TABLE proofs (
    epoch BIGINT NOT NULL,
    device BIGINT NOT NULL,
    commit_leaf BLOB NOT NULL,
    response_leaf BLOB NOT NULL,
    body BLOB NOT NULL,
    verdict SMALLINT NOT NULL DEFAULT 0,
    reason SMALLINT NOT NULL DEFAULT 0,
    place BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (epoch, device)
);

-- Bytes under their root or hash: summaries, shards, reports.
CREATE TABLE blobs (
    hash BLOB NOT NULL PRIMARY KEY,
    epoch BIGINT NOT NULL,
    bytes BLOB NOT NULL
);
CREATE INDEX blobs_by_epoch ON blobs (epoch);

-- This operator's own summaries: once one is posted, no other is ever made for its epoch.
CREATE TABLE summaries (
    epoch BIGINT NOT NULL PRIMARY KEY,
    root BLOB NOT NULL
);

-- Proposals this operator made.
CREATE TABLE proposals (
    epoch BIGINT NOT NULL,
    round BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (epoch, round)
);

-- Sealed settlements (180 bytes) whose report this operator holds, and the hour in figures.
CREATE TABLE seals (
    epoch BIGINT NOT NULL PRIMARY KEY,
    settlement BLOB NOT NULL,
    digest TEXT NOT NULL
);
