import type { Knex } from 'knex'

/** Assessments with their facts, findings, targets and everything done to them. Five histories, never merged. */
export const up = (knex: Knex): Promise<void> => knex.raw(`
  CREATE TABLE cts.assessment (
    consignment uuid NOT NULL,
    version integer NOT NULL,
    change bigint NOT NULL,
    made timestamptz NOT NULL,
    state text NOT NULL,
    score real NOT NULL,
    lane text NOT NULL,
    gaps jsonb NOT NULL,
    facts jsonb NOT NULL,
    PRIMARY KEY (consignment, version, change)
  );
  CREATE TABLE cts.finding (
    consignment uuid NOT NULL,
    profile uuid NOT NULL,
    ordinal integer NOT NULL,
    version integer NOT NULL,
    profile_version integer NOT NULL,
    change bigint NOT NULL,
    made timestamptz NOT NULL,
    type text NOT NULL,
    plugin text NOT NULL,
    title text NOT NULL,
    reason text NOT NULL,
    params jsonb,
    score real NOT NULL,
    evidence text[] NOT NULL,
    words text[],
    alert text[] NOT NULL,
    only_for text,
    stands boolean NOT NULL DEFAULT true,
    PRIMARY KEY (consignment, version, change, profile, ordinal)
  );
  CREATE INDEX finding_profile ON cts.finding (profile, consignment) WHERE stands AND only_for IS NULL;
  CREATE INDEX finding_made ON cts.finding (made);
  CREATE TABLE cts.target (
    id uuid PRIMARY KEY,
    consignment uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    -- the version at which somebody last took a step: later ones are new findings
    decided integer NOT NULL DEFAULT 1,
    state text NOT NULL,
    lane text NOT NULL,
    score real NOT NULL,
    -- the lane and the version of the consignment it was opened with
    opened_lane text NOT NULL,
    opened_version integer NOT NULL,
    office text,
    assignee uuid,
    due timestamptz,
    opened timestamptz NOT NULL,
    ended timestamptz,
    outcome text
  );
  CREATE UNIQUE INDEX target_open ON cts.target (consignment) WHERE ended IS NULL;
  CREATE INDEX target_consignment ON cts.target (consignment);
  CREATE INDEX target_newest ON cts.target (opened DESC, id DESC);
  -- what a target was opened for and what joined it: version of the consignment had it last, gone no longer has it
  CREATE TABLE cts.target_finding (
    target uuid NOT NULL REFERENCES cts.target,
    key text NOT NULL,
    version integer NOT NULL,
    gone integer,
    content jsonb NOT NULL,
    PRIMARY KEY (target, key)
  );
  CREATE TABLE cts.deed (
    id uuid PRIMARY KEY,
    target uuid NOT NULL REFERENCES cts.target,
    ordinal integer NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    actor_name text NOT NULL,
    plugin text NOT NULL,
    step text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    says text NOT NULL,
    params jsonb,
    UNIQUE (target, ordinal)
  );
  CREATE INDEX deed_at ON cts.deed (at);
  CREATE TABLE cts.control (
    id uuid PRIMARY KEY,
    target uuid NOT NULL REFERENCES cts.target,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    content jsonb NOT NULL,
    -- when its result was recorded, where it was ordered before
    done timestamptz,
    done_by text
  );
  CREATE INDEX control_target ON cts.control (target);
  CREATE TABLE cts.hold (
    id uuid PRIMARY KEY,
    target uuid NOT NULL REFERENCES cts.target,
    placed timestamptz NOT NULL,
    placed_by text NOT NULL,
    content jsonb NOT NULL,
    lifted timestamptz,
    lifted_by text
  );
  CREATE INDEX hold_target ON cts.hold (target);
  CREATE TABLE cts.outcome (
    target uuid PRIMARY KEY REFERENCES cts.target,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    code text NOT NULL,
    reason text,
    note text
  );
  CREATE TABLE cts.alert (
    id bigserial PRIMARY KEY,
    target uuid NOT NULL REFERENCES cts.target,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    roles text[] NOT NULL
  );
`)

export const down = (knex: Knex): Promise<void> => knex.raw(
  'DROP TABLE cts.alert, cts.outcome, cts.hold, cts.control, cts.deed, cts.target_finding, cts.target, cts.finding, cts.assessment')
