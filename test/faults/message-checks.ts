import type { Bill, Cargo } from './cargo.ts'
import type { Ledger } from './ledger.ts'

/** What differs between what must be and what is, in either direction; the first of each. */
const differing = (says: string, wanted: readonly string[], found: readonly string[]): readonly string[] => {
  const count = (all: readonly string[]): Map<string, number> => all.reduce((counts, one) => counts.set(one, (counts.get(one) ?? 0) + 1), new Map<string, number>())
  const [want, have] = [count(wanted), count(found)]
  const lost = [...want].flatMap(([one, n]) => (have.get(one) ?? 0) < n ? [one] : [])
  const more = [...have].flatMap(([one, n]) => (want.get(one) ?? 0) < n ? [one] : [])
  return lost.length + more.length === 0 ? [] : [`${says}: ${lost.length} lost (${lost.slice(0, 3).join('; ')}), ${more.length} too many (${more.slice(0, 3).join('; ')})`]
}

interface MessageRow { state: string, read: boolean, leased: boolean, place: number, sha256: string, kept: string | null, transmissions: number, open: number }

const ofMessage = async (ledger: Ledger, id: string, { sha256, bills }: Cargo): Promise<readonly string[]> => {
  const [row] = await ledger.ask<MessageRow>(`
    SELECT m.state, m.read, m.leased_until IS NOT NULL AS leased, m.place, m.sha256,
      (SELECT encode(sha256(string_agg(bytes, ''::bytea ORDER BY part)), 'hex') FROM cts.message_part WHERE message = m.id) AS kept,
      (SELECT count(*) FROM cts.transmission WHERE message = m.id) AS transmissions,
      (SELECT count(*) FROM cts.transmission WHERE message = m.id AND content IS NULL) AS open
    FROM cts.message m WHERE m.id = $1`, [id])
  if (row === undefined) return ['an acknowledged message is not there']
  return [
    ...(row.read && !row.leased ? [] : [`it is ${row.read ? 'read' : 'not read'} and ${row.leased ? 'still leased' : 'free'}`]),
    ...(row.state === 'accepted-with-faults' ? [] : [`it ended as ${row.state}`]),
    ...(row.sha256 === sha256 && row.kept === sha256 ? [] : ['its bytes are not those that were sent']),
    ...(row.place === bills.length ? [] : [`its cursor stands at ${row.place} of ${bills.length}`]),
    ...(row.transmissions >= 1 && row.open === 0 ? [] : [`it has ${row.transmissions} references, ${row.open} of them without a digest`])
  ]
}

const ofFilings = async (ledger: Ledger, id: string, bills: readonly Bill[]): Promise<readonly string[]> => {
  const filings = await ledger.ask<{ number: string }>(`SELECT declaration->>'number' AS number FROM cts.filing WHERE message = $1 ORDER BY ordinal`, [id])
  const wrong = filings.findIndex(({ number }, index) => number !== bills[index]?.number)
  return filings.length === bills.length && wrong < 0 ? [] : [`${filings.length} filings of ${bills.length} bills, the first other one at ${wrong}`]
}

const ofConsignments = async (ledger: Ledger, id: string, bills: readonly Bill[]): Promise<readonly string[]> => {
  const rows = await ledger.ask<{ number: string, version: number, versions: number, filings: number, assessments: number, messages: number }>(`
    SELECT c.number, c.version,
      (SELECT count(*) FROM cts.consignment_version v WHERE v.consignment = c.id AND v.message = $1) AS versions,
      (SELECT count(*) FROM cts.filing f WHERE f.consignment = c.id) AS filings,
      (SELECT count(*) FROM cts.assessment a WHERE a.consignment = c.id) AS assessments
    FROM cts.consignment_of_message n JOIN cts.consignment c ON c.id = n.consignment WHERE n.message = $1`, [id])
  const other = rows.filter(({ version, versions, filings, assessments }) => [version, versions, filings, assessments].some(n => n !== 1))
  return [
    ...differing('consignments', bills.map(({ number }) => number), rows.map(({ number }) => number)),
    ...(other.length === 0 ? [] : [`${other.length} consignments have not one version, filing and assessment: ${JSON.stringify(other.slice(0, 3))}`])
  ]
}

const NAMED = 'cts.consignment_of_message n JOIN cts.consignment c ON c.id = n.consignment'

const ofAssessment = async (ledger: Ledger, id: string, bills: readonly Bill[]): Promise<readonly string[]> => {
  const findings = await ledger.ask<{ number: string, title: string }>(`SELECT c.number, f.title FROM ${NAMED} JOIN cts.finding f ON f.consignment = c.id AND f.stands WHERE n.message = $1`, [id])
  const targets = await ledger.ask<{ number: string }>(`SELECT c.number FROM ${NAMED} JOIN cts.target t ON t.consignment = c.id WHERE n.message = $1`, [id])
  const keys = await ledger.ask<{ number: string, value: string }>(`SELECT c.number, k.value FROM ${NAMED} JOIN cts.consignment_key k ON k.consignment = c.id AND k.kind = 'equipment' WHERE n.message = $1`, [id])
  const fold = (text: string): string => text.toLowerCase()
  return [
    ...differing('findings', bills.flatMap(({ number, found }) => found.map(title => `${number} ${title}`)), findings.map(({ number, title }) => `${number} ${title}`)),
    ...differing('targets', bills.filter(({ alerts }) => alerts).map(({ number }) => number), targets.map(({ number }) => number)),
    ...differing('container keys', bills.flatMap(({ number, containers }) => containers.map(container => fold(`${number} ${container}`))), keys.map(({ number, value }) => fold(`${number} ${value}`)))
  ]
}

const ofIssues = async (ledger: Ledger, id: string, issues: readonly string[]): Promise<readonly string[]> => {
  const rows = await ledger.ask<{ issue: string }>(`SELECT code || ' ' || coalesce(at->>'line', '-') AS issue FROM cts.issue WHERE message = $1`, [id])
  return differing('issues', issues, rows.map(({ issue }) => issue))
}

/** Everything that is not as a plain reading of the text says it must be, once a message has ended. */
export const messageBreaches = async (ledger: Ledger, id: string, cargo: Cargo): Promise<readonly string[]> => [
  ...await ofMessage(ledger, id, cargo),
  ...await ofFilings(ledger, id, cargo.bills),
  ...await ofConsignments(ledger, id, cargo.bills),
  ...await ofAssessment(ledger, id, cargo.bills),
  ...await ofIssues(ledger, id, cargo.issues)
]
