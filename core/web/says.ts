import type { FastifyRequest } from 'fastify'
import { hashOf } from '../store/people.ts'
import { ask, json } from '../store/rows.ts'
import type { Ground } from './ground.ts'

/** What a form did, as a text under `says`: of a plugin, or of core where there is none. */
export interface Says { readonly plugin: string | null, readonly key: string, readonly params: Readonly<Record<string, string | number>> }

/** What was done is said once, on the page the reader is sent to. */
export const keepSays = async (ground: Ground, request: FastifyRequest, says: Says): Promise<void> => {
  if (request.session !== null) await ask(ground.database.knex, 'UPDATE cts.session SET says = :says::jsonb WHERE hash = :hash', { says: json(says), hash: hashOf(request.session) })
}

/** What is to be said to this reader, said now and not again. */
export const takeSays = async (ground: Ground, request: FastifyRequest): Promise<Says | null> => {
  if (request.session === null) return null
  const [row] = await ask<{ says: Says | null }>(ground.database.knex, `
    UPDATE cts.session s SET says = NULL FROM (SELECT hash, says FROM cts.session WHERE hash = :hash AND says IS NOT NULL) old
    WHERE s.hash = old.hash RETURNING old.says`, { hash: hashOf(request.session) })
  return row?.says ?? null
}

/** The sentence itself, as a page shows it. */
export const inWords = ({ texts }: Ground, language: string, { plugin, key, params }: Says): { readonly text: string, readonly tone: string } =>
  ({ text: texts.text(plugin, language, `says.${key}`, params), tone: 'good' })
