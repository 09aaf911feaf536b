import type { Knex } from 'knex'

/** The reports a message held, whatever became of them, and the answers to their senders. */
export const up = (knex: Knex): Promise<void> => knex.raw(`
  CREATE TABLE cts.report (
    message uuid NOT NULL REFERENCES cts.message ON DELETE CASCADE,
    ordinal integer NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (message, ordinal)
  );
  CREATE TABLE cts.reply (
    id uuid PRIMARY KEY,
    -- the reference of our own interchange, once in the life of the database
    number bigserial NOT NULL,
    message uuid NOT NULL REFERENCES cts.message ON DELETE CASCADE,
    sender text NOT NULL,
    made timestamptz NOT NULL,
    degree text NOT NULL,
    format text,
    media_type text,
    suffix text,
    bytes bytea,
    fault text,
    -- out by the channel the message came by: when it left, and when it is tried next
    due timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    sent timestamptz,
    fetched timestamptz
  );
  CREATE INDEX reply_of ON cts.reply (message);
  CREATE INDEX reply_waiting ON cts.reply (sender, made DESC, id DESC) WHERE fetched IS NULL;
  CREATE INDEX reply_due ON cts.reply (due) WHERE sent IS NULL AND due IS NOT NULL;
  ALTER TABLE cts.message ADD COLUMN answered boolean NOT NULL DEFAULT false;
  CREATE INDEX message_unanswered ON cts.message (received) WHERE read AND NOT answered;
`)

export const down = (knex: Knex): Promise<void> => knex.raw(
  'DROP INDEX cts.message_unanswered; ALTER TABLE cts.message DROP COLUMN answered; DROP TABLE cts.reply, cts.report')
