import type { Knex } from 'knex'

/** Filings as declared, the consignments they make with every version, and the keys by which consignments meet. */
export const up = (knex: Knex): Promise<void> => knex.raw(`
  CREATE TABLE cts.filing (
    id uuid PRIMARY KEY,
    message uuid NOT NULL,
    ordinal integer NOT NULL,
    consignment uuid,
    sender text NOT NULL,
    received timestamptz NOT NULL,
    report jsonb NOT NULL,
    declaration jsonb NOT NULL,
    positions bytea NOT NULL,
    doubtful boolean NOT NULL DEFAULT false,
    UNIQUE (message, ordinal)
  );
  CREATE INDEX filing_consignment ON cts.filing (consignment);
  CREATE TABLE cts.consignment (
    id uuid PRIMARY KEY,
    mode text NOT NULL,
    key text NOT NULL,
    version integer NOT NULL,
    received timestamptz NOT NULL,
    changed timestamptz NOT NULL,
    number text,
    kind text NOT NULL,
    movement text,
    loading text,
    discharge text,
    consignor text,
    consignee text,
    description text,
    equipment text[] NOT NULL,
    conveyance text,
    journey text,
    arrival timestamptz,
    office text,
    cancelled boolean NOT NULL DEFAULT false,
    words tsvector NOT NULL,
    state text NOT NULL DEFAULT 'unassessed',
    lane text,
    score real,
    covered bigint NOT NULL DEFAULT 0,
    -- how often assessing it again died, and the plugins it is assessed without
    tried integer NOT NULL DEFAULT 0,
    left_out text[] NOT NULL DEFAULT '{}',
    UNIQUE (mode, key)
  );
  CREATE INDEX consignment_newest ON cts.consignment (received DESC, id DESC);
  CREATE INDEX consignment_lane ON cts.consignment (lane, received DESC, id DESC) WHERE lane <> 'green';
  -- what has not arrived yet, by when it will have: the sweep asks of nothing else
  CREATE INDEX consignment_open ON cts.consignment
    ((coalesce((arrival AT TIME ZONE 'UTC') + interval '1 day', (received AT TIME ZONE 'UTC') + interval '30 days')), covered) WHERE NOT cancelled AND version > 0;
  CREATE INDEX consignment_shaky ON cts.consignment (id) WHERE tried > 0 OR left_out <> '{}';
  CREATE INDEX consignment_lacking ON cts.consignment (state) WHERE state <> 'assessed';
  CREATE INDEX consignment_words ON cts.consignment USING gin (words);
  CREATE TABLE cts.consignment_version (
    consignment uuid NOT NULL,
    version integer NOT NULL,
    made timestamptz NOT NULL,
    message uuid NOT NULL,
    content jsonb NOT NULL,
    changed jsonb NOT NULL,
    PRIMARY KEY (consignment, version)
  );
  CREATE TABLE cts.consignment_of_message (
    message uuid NOT NULL,
    consignment uuid NOT NULL,
    PRIMARY KEY (message, consignment)
  );
  CREATE TABLE cts.consignment_key (
    kind text NOT NULL,
    value text NOT NULL,
    consignment uuid NOT NULL,
    -- what was known of the key as the consignment came: its past does not grow with what comes later
    known jsonb,
    PRIMARY KEY (kind, value, consignment)
  );
  CREATE INDEX consignment_key_of ON cts.consignment_key (consignment);
  CREATE TABLE cts.key_tally (
    kind text NOT NULL,
    value text NOT NULL,
    consignments integer NOT NULL,
    first timestamptz NOT NULL,
    last timestamptz NOT NULL,
    targets integer NOT NULL DEFAULT 0,
    outcomes jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (kind, value)
  ) WITH (fillfactor = 80);
  CREATE TABLE cts.consignment_link (
    scheme text NOT NULL,
    value text NOT NULL,
    consignment uuid NOT NULL,
    PRIMARY KEY (scheme, value, consignment)
  );
  CREATE INDEX consignment_link_of ON cts.consignment_link (consignment);
`)

export const down = (knex: Knex): Promise<void> => knex.raw(`
  DROP TABLE cts.consignment_link, cts.key_tally, cts.consignment_key, cts.consignment_of_message,
    cts.consignment_version, cts.consignment, cts.filing`)
