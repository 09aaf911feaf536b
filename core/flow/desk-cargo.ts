import type { Desk } from '../contract/desk.ts'
import { assessmentOf, findingsOf } from '../store/assessments.ts'
import { cargoPage, cargoRows, linkedTo, versionsOf } from '../store/cargo-views.ts'
import { consignmentsById } from '../store/consignments.ts'
import { filingById, filingsOf } from '../store/filings.ts'
import { versionOf } from '../store/profiles.ts'
import { factsFor, gapsInWords, idOf, inWords, look, notFound, type Ground } from './desk-ground.ts'
import { placeOf } from './validate.ts'

/** Consignments: found, looked at, and asked why. */
export const cargoDesk = (ground: Ground): Pick<Desk, 'consignments' | 'consignment' | 'place' | 'explain'> => ({
  consignments: match => look(ground, 'consignments.read', match.words === undefined && match.number === undefined ? 'consignments.listed' : 'consignments.searched', 'consignments', trx =>
    cargoPage(trx, { ...match, ...(match.message === undefined ? {} : { message: idOf(match.message) }) })),
  consignment: asked => look(ground, 'consignments.read', 'consignment.opened', asked, async trx => {
    const id = idOf(asked)
    const [consignment] = await consignmentsById(trx, [id])
    const row = (await cargoRows(trx, [id])).get(id)
    if (consignment === undefined || row === undefined) throw notFound({})
    const assessment = await assessmentOf(trx, id)
    const findings = (await findingsOf(trx, [id])).get(id) ?? []
    const filings = (await filingsOf(trx, [id], true)).get(id) ?? []
    return {
      ...consignment,
      received: row.received,
      state: row.state,
      lane: row.lane,
      score: row.score,
      findings: inWords(ground, findings),
      gaps: gapsInWords(ground, assessment?.gaps ?? []),
      facts: factsFor(ground, assessment?.facts ?? {}),
      versions: (await versionsOf(trx, id)).map(version => ({ ...version, made: version.made.toISOString() })),
      filings: [...filings],
      linked: (await linkedTo(trx, id)).map(({ number, ...other }) => number === null ? other : { ...other, number }),
      ...(row.target === undefined ? {} : { target: row.target })
    }
  }),
  place: (filing, pointer) => look(ground, 'consignments.read', 'filing.opened', filing, async trx => {
    const found = await filingById(trx, idOf(filing))
    return found === null ? null : { declaration: found.declaration, position: placeOf(found.declaration, pointer) ?? null }
  }),
  explain: (profile, asked, version) => look(ground, 'consignments.read', 'profile.explained', { subject: profile, detail: { consignment: asked, ...(version === undefined ? {} : { version }) } }, async trx => {
    const [consignment] = await consignmentsById(trx, [idOf(asked)])
    const record = await versionOf(trx, idOf(profile), version)
    const type = record === null ? undefined : ground.works.shelves.profiles.get(record.type)
    if (consignment === undefined || record === null || type === undefined) throw notFound({})
    const facts = factsFor(ground, (await assessmentOf(trx, consignment.id))?.facts ?? {})
    const { version: _version, ...content } = consignment
    return type.thing.explain({ profile: record.profile, version: record.version, settings: record.settings as never }, content, facts)
  })
})
