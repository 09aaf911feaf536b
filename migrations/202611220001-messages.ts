import type { Knex } from 'knex'

/** Messages as received, with their bytes in parts of 1 MiB, and the transmission references their senders used. */
export const up = (knex: Knex): Promise<void> => knex.raw(`
  CREATE TABLE cts.message (
    id uuid PRIMARY KEY,
    sender text NOT NULL,
    channel text NOT NULL,
    name text,
    media_type text,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    received timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL DEFAULT 'received',
    format text,
    mode text,
    reason jsonb,
    duplicate_of uuid,
    -- references it uses after another message said something else under them: once a person lets it in, what stands under these is read
    reused text[] NOT NULL DEFAULT '{}',
    -- how many of its declarations were kept before a person let the rest in: these are not counted again
    kept_before integer NOT NULL DEFAULT 0,
    consignments integer NOT NULL DEFAULT 0,
    assessed integer NOT NULL DEFAULT 0,
    errors integer NOT NULL DEFAULT 0,
    warnings integer NOT NULL DEFAULT 0,
    -- the cursor: how many of its declarations are kept, and how often reading died there
    place integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    alone boolean NOT NULL DEFAULT false,
    -- plugins at which reading died at the cursor, and how often it died in all
    left_out text[] NOT NULL DEFAULT '{}',
    deaths integer NOT NULL DEFAULT 0,
    read boolean NOT NULL DEFAULT false,
    leased_until timestamptz,
    leased_by text,
    UNIQUE (sender, sha256)
  );
  CREATE INDEX message_waiting ON cts.message (received) WHERE NOT read;
  CREATE INDEX message_newest ON cts.message (received DESC, id DESC);
  CREATE TABLE cts.message_part (
    message uuid NOT NULL REFERENCES cts.message ON DELETE CASCADE,
    part integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (message, part)
  );
  ALTER TABLE cts.message_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE cts.transmission (
    sender text NOT NULL,
    reference text NOT NULL,
    message uuid NOT NULL REFERENCES cts.message ON DELETE CASCADE,
    content text,
    -- messages that had it before, were cut short in it, and were not read to their end when it went to the next
    had uuid[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (sender, reference)
  );
  CREATE TABLE cts.issue (
    message uuid NOT NULL REFERENCES cts.message ON DELETE CASCADE,
    ordinal integer NOT NULL,
    filing uuid,
    plugin text NOT NULL,
    code text NOT NULL,
    severity text NOT NULL,
    at jsonb,
    pointer text,
    params jsonb,
    document text,
    PRIMARY KEY (message, ordinal)
  );
`)

export const down = (knex: Knex): Promise<void> => knex.raw('DROP TABLE cts.issue, cts.transmission, cts.message_part, cts.message')
