import type { Knex } from 'knex'

/** Profiles, watch lists and reference lists, and the numbered changes that say what is in force. */
export const up = (knex: Knex): Promise<void> => knex.raw(`
  CREATE TABLE cts.change (
    number bigint PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kind text NOT NULL,
    subject text NOT NULL,
    swept boolean NOT NULL DEFAULT false
  );
  -- one row, whose lock puts changes in the order they commit
  CREATE TABLE cts.change_number (newest bigint NOT NULL);
  INSERT INTO cts.change_number VALUES (0);
  CREATE TABLE cts.profile (
    id uuid PRIMARY KEY,
    type text NOT NULL,
    published integer,
    newest integer NOT NULL,
    retired timestamptz,
    made timestamptz NOT NULL
  );
  CREATE TABLE cts.profile_version (
    profile uuid NOT NULL REFERENCES cts.profile,
    version integer NOT NULL,
    title text NOT NULL,
    settings jsonb NOT NULL,
    alert text[] NOT NULL,
    note text,
    author text NOT NULL,
    author_name text NOT NULL,
    drafted timestamptz NOT NULL,
    published timestamptz,
    publisher text,
    publisher_name text,
    PRIMARY KEY (profile, version),
    CHECK (publisher IS NULL OR publisher <> author)
  );
  CREATE TABLE cts.list (
    id text PRIMARY KEY,
    title text NOT NULL,
    kind text NOT NULL,
    level text NOT NULL,
    sensitivity text NOT NULL,
    note text,
    owner text NOT NULL,
    source text,
    made timestamptz NOT NULL,
    changed timestamptz
  );
  CREATE TABLE cts.entry (
    id uuid PRIMARY KEY,
    list text NOT NULL REFERENCES cts.list,
    key text NOT NULL,
    what jsonb NOT NULL,
    state text NOT NULL,
    author text NOT NULL,
    author_name text NOT NULL,
    made timestamptz NOT NULL,
    signer text,
    -- who asked for its removal, while a second person has not signed it
    remover text,
    remover_name text,
    change bigint NOT NULL,
    UNIQUE (list, key)
  );
  CREATE INDEX entry_change ON cts.entry (change);
  CREATE INDEX entry_newest ON cts.entry (list, made DESC, id DESC);
  CREATE TABLE cts.code (
    list text NOT NULL,
    code text NOT NULL,
    what jsonb NOT NULL,
    PRIMARY KEY (list, code)
  );
  CREATE TABLE cts.source_load (
    source text PRIMARY KEY,
    list text NOT NULL,
    feeds text NOT NULL,
    version text,
    loaded timestamptz,
    entries integer NOT NULL DEFAULT 0,
    unread jsonb,
    fault jsonb,
    tried timestamptz,
    leased_by text,
    leased_until timestamptz
  );
`)

export const down = (knex: Knex): Promise<void> => knex.raw(
  'DROP TABLE cts.source_load, cts.code, cts.entry, cts.list, cts.profile_version, cts.profile, cts.change_number, cts.change')
