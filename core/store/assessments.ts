import type { Knex } from 'knex'
import type { Assessment, Found, Gap } from '../model/assessment.ts'
import type { Facts, Params } from '../model/finding.ts'
import { ask, insertMany } from './rows.ts'

/** An assessment to keep, with the facts it was made from. */
export interface NewAssessment extends Assessment { readonly facts: Facts }

const FINDING = ['consignment', 'profile', 'ordinal', 'version', 'profile_version', 'change', 'made', 'type', 'plugin', 'title', 'reason', 'params', 'score', 'evidence', 'words', 'alert', 'only_for', 'stands']

const findingRow = (assessment: NewAssessment, made: Date) => (found: Found, ordinal: number): object => ({
  ...found, consignment: assessment.consignment, version: assessment.version, change: assessment.change, ordinal, made, profile_version: found.version, only_for: found.only ?? null, stands: true
})

/** Keeps the assessments of a batch; what was found before of the same consignments no longer stands. */
export const keepAssessments = async (trx: Knex, assessments: readonly NewAssessment[], made: Date, again: readonly string[]): Promise<void> => {
  if (again.length > 0) await ask(trx, 'UPDATE cts.finding SET stands = false WHERE consignment = ANY(:again::uuid[]) AND stands', { again })
  await insertMany(trx, 'cts.assessment', ['consignment', 'version', 'change', 'made', 'state', 'score', 'lane', 'gaps', 'facts'],
    assessments.map(assessment => ({ ...assessment, findings: undefined, made })), `
    ON CONFLICT (consignment, version, change) DO UPDATE SET made = excluded.made, state = excluded.state, score = excluded.score,
      lane = excluded.lane, gaps = excluded.gaps, facts = excluded.facts`)
  await insertMany(trx, 'cts.finding', FINDING, assessments.flatMap(assessment => assessment.findings.map(findingRow(assessment, made))),
    `ON CONFLICT (consignment, version, change, profile, ordinal) DO UPDATE SET ${FINDING.slice(3).map(name => `${name} = excluded.${name}`).join(', ')}`)
}

interface FindingRow { consignment: string, profile: string, profile_version: number, type: string, plugin: string, title: string, reason: string, params: Params | null, score: number, evidence: string[], words: string[] | null, alert: string[], only_for: string | null }

const foundOf = (row: FindingRow): Found => ({
  profile: row.profile,
  version: row.profile_version,
  type: row.type,
  plugin: row.plugin,
  title: row.title,
  reason: row.reason,
  score: row.score,
  evidence: row.evidence,
  alert: row.alert,
  ...(row.params === null ? {} : { params: row.params }),
  ...(row.words === null ? {} : { words: row.words }),
  ...(row.only_for === null ? {} : { only: row.only_for })
})

/** The findings that stand on some consignments, strongest first. */
export const findingsOf = async (knex: Knex, consignments: readonly string[]): Promise<ReadonlyMap<string, readonly Found[]>> => {
  const found = new Map<string, Found[]>()
  if (consignments.length === 0) return found
  const rows = await ask<FindingRow>(knex, `
    SELECT * FROM cts.finding WHERE consignment = ANY(:consignments::uuid[]) AND stands
    ORDER BY score DESC, title, ordinal`, { consignments })
  for (const row of rows) {
    const list = found.get(row.consignment) ?? []
    list.push(foundOf(row))
    found.set(row.consignment, list)
  }
  return found
}

/** The newest assessment of a consignment's current version: facts and what was not done. */
export const assessmentOf = async (knex: Knex, consignment: string): Promise<{ readonly facts: Facts, readonly gaps: readonly Gap[], readonly change: number } | null> =>
  (await ask<{ facts: Facts, gaps: Gap[], change: number }>(knex, `
    SELECT facts, gaps, change FROM cts.assessment WHERE consignment = :consignment ORDER BY version DESC, change DESC LIMIT 1`, { consignment }))[0] ?? null

/** The facts of some consignments' newest assessments. */
export const factsOf = async (knex: Knex, consignments: readonly string[]): Promise<ReadonlyMap<string, Facts>> => new Map((await ask<{ consignment: string, facts: Facts }>(knex, `
  SELECT DISTINCT ON (consignment) consignment, facts FROM cts.assessment WHERE consignment = ANY(:consignments::uuid[])
  ORDER BY consignment, version DESC, change DESC`, { consignments })).map(({ consignment, facts }) => [consignment, facts]))
