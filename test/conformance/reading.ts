import { Declaration, faultsOf, Issue, Report, Stowage, Totals, TransportEvent, Type, valueAt, type ManifestFormat, type Position, type Read, type TSchema } from 'wco-cts'

/** All that came of reading one message: what was met and what was wrong, each as JSON would keep it. */
export interface Reading { readonly reads: readonly Read[], readonly issues: readonly Issue[] }

/** Reads a message to its end. A reader that takes longer than `limit` milliseconds is a fault. */
export const readAll = async (format: ManifestFormat, bytes: AsyncIterable<Uint8Array>, limit = 10_000): Promise<Reading> => {
  const reads: Read[] = []
  const issues: Issue[] = []
  const started = performance.now()
  for await (const read of format.parse(bytes, issue => { issues.push(issue) })) {
    reads.push(read)
    if (performance.now() - started > limit) throw new Error(`${format.id} still reads after ${limit} ms`)
  }
  const took = performance.now() - started
  if (took > limit) throw new Error(`${format.id} took ${Math.round(took)} ms`)
  return plain({ reads, issues })
}

/** What in a reading is not as the contract has it: a shape, or a place that is not in the message. */
export const wrongIn = ({ reads, issues }: Reading, message: Uint8Array): readonly string[] => [
  ...reads.flatMap((read, index) => wrongRead(read, message).map(wrong => `read ${index}: ${wrong}`)),
  ...issues.flatMap((issue, index) => [...faultsOf(Issue, issue).map(({ pointer, detail }) => `issue ${index} ${pointer}: ${detail}`), ...wrongPlace(issue.at, message).map(wrong => `issue ${index} ${issue.code}: ${wrong}`)])
]

// What JSON does not keep is not kept by the store either: a field that is undefined is a field not given.
const plain = (reading: Reading): Reading => JSON.parse(JSON.stringify(reading)) as Reading

const SCHEMAS: Readonly<Record<string, TSchema>> = { report: Report, declaration: Declaration, event: TransportEvent, stowage: Stowage, reportEnd: Totals, cut: Type.Literal(true) }

const wrongRead = (read: Read, message: Uint8Array): readonly string[] => {
  const entries = Object.entries(read)
  const [entry] = entries
  const schema = entry === undefined ? undefined : SCHEMAS[entry[0]]
  if (entry === undefined || schema === undefined || entries.length !== 1) return [`is none of ${Object.keys(SCHEMAS).join(', ')}`]
  return [
    ...faultsOf(schema, entry[1]).map(({ pointer, detail }) => `${entry[0]}${pointer}: ${detail}`),
    ...('declaration' in read ? wrongPositions(read.declaration, message) : [])
  ]
}

const wrongPositions = (declaration: Declaration, message: Uint8Array): readonly string[] =>
  Object.entries(declaration.positions).flatMap(([at, position]) => [
    ...(valueAt(declaration, at) === undefined ? [`position ${at} leads to nothing`] : []),
    ...wrongPlace(position, message).map(wrong => `position ${at}: ${wrong}`)
  ])

const wrongPlace = (at: Position | undefined, message: Uint8Array): readonly string[] => {
  if (at?.offset === undefined) return []
  const end = at.offset + (at.length ?? 0)
  return end > message.length ? [`ends at byte ${end} of a message of ${message.length}`] : []
}
