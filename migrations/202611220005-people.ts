import type { Knex } from 'knex'

/** People, their sessions and keys; the outbox, jobs; the journal. */
export const up = (knex: Knex): Promise<void> => knex.raw(`
  CREATE TABLE cts.person (
    id uuid PRIMARY KEY,
    provider text NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL DEFAULT 'person',
    name text NOT NULL,
    roles text[] NOT NULL,
    offices text[] NOT NULL DEFAULT '{}',
    mail text,
    sender text,
    language text,
    active boolean NOT NULL DEFAULT true,
    must_renew boolean NOT NULL DEFAULT false,
    made timestamptz NOT NULL,
    UNIQUE (provider, subject)
  );
  CREATE INDEX person_name ON cts.person (name, id);
  CREATE TABLE cts.session (
    hash text PRIMARY KEY,
    person uuid NOT NULL REFERENCES cts.person,
    began timestamptz NOT NULL,
    seen timestamptz NOT NULL,
    says jsonb
  );
  CREATE TABLE cts.token (
    id uuid PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    person uuid NOT NULL REFERENCES cts.person,
    name text NOT NULL,
    made timestamptz NOT NULL,
    used timestamptz,
    expires timestamptz
  );
  CREATE INDEX token_person ON cts.token (person);
  CREATE TABLE cts.setting (key text PRIMARY KEY, value jsonb NOT NULL);
  CREATE TABLE cts.outbox (
    id uuid PRIMARY KEY,
    address text NOT NULL,
    notice jsonb NOT NULL,
    made timestamptz NOT NULL,
    due timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    sent timestamptz,
    fault text
  );
  CREATE INDEX outbox_due ON cts.outbox (due) WHERE sent IS NULL;
  CREATE TABLE cts.job (
    name text PRIMARY KEY,
    due timestamptz NOT NULL,
    leased_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    fault text
  );
  CREATE TABLE cts.journal (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    actor_name text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb
  );
  CREATE INDEX journal_at ON cts.journal (at DESC, id DESC);
  CREATE INDEX journal_subject ON cts.journal (subject);
  -- what was written stays as it was written: against mistakes, ours among them, and against any role that does not own the table; who owns it can switch this off
  CREATE FUNCTION cts.journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is only added to'; END $$;
  CREATE TRIGGER journal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON cts.journal FOR EACH STATEMENT EXECUTE FUNCTION cts.journal_stays();
`)

export const down = (knex: Knex): Promise<void> => knex.raw(
  'DROP TABLE cts.journal, cts.job, cts.outbox, cts.setting, cts.token, cts.session, cts.person; DROP FUNCTION cts.journal_stays')
