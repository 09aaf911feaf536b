/** What filings of one consignment are ordered and applied by, whatever they declare. */
export interface Filed<D> {
  readonly message: string
  readonly sender: string
  readonly received: string
  readonly report: {
    readonly kind: string
    readonly reference?: string
    readonly document?: string
    readonly function?: string
    readonly prepared?: string
    readonly part?: { readonly series: string, readonly number: number }
    readonly at?: { readonly line: number, readonly offset?: number }
  }
  readonly declaration: D
}

/** How a mode puts declarations of one transport document together. */
export interface Putting<D> {
  /** Parts of one document, in one report or added to it later, become one. */
  unite (parts: readonly D[]): D
  /** What stood, with what a later declaration says instead. */
  change (standing: D, by: D): D
  /** What is left when the parts a deletion names are gone; null when nothing is. */
  remove (standing: D, named: D): D | null
}

/** What stands of the filings of one stream. `cancelled`: the sender took it back, and this is what stood last. */
export interface Standing<D> { readonly declaration: D, readonly cancelled: boolean, readonly prepared: string | null }

/** Filings parted by whatever makes one of them take another's place: sender and kind of report, for most. */
export const streamsOf = <F>(filings: readonly F[], stream: (filing: F) => string): readonly (readonly F[])[] => [...grouped(filings, stream).values()]

/**
 * What stands of one stream of filings. Their order is the sender's own where every report says when it was prepared.
 * Where one does not, original comes before replacement, change, addition, deletion and cancellation, and only what is alike
 * in that is ordered by reception. So early amendments wait for their original, and any order of arrival ends the same.
 */
export const standingOf = <D extends Declared>(stream: readonly Filed<D>[], putting: Putting<D>, timeOf: (prepared: string) => string | null): Standing<D> | null => {
  const reports = inOrder(reportsOf(stream, timeOf))
  let standing: D | null = null
  let cancelled = false
  for (const { filings } of reports) {
    for (const { action, parts } of runsOf(filings)) {
      const said = parts.length === 1 && parts[0] ? parts[0] : putting.unite(parts)
      const next: { declaration: D, cancelled: boolean } = APPLY[action](standing, said, cancelled, putting)
      standing = next.declaration
      cancelled = next.cancelled
    }
  }
  return standing && { declaration: standing, cancelled, prepared: reports.at(-1)?.prepared ?? null }
}

/** When a sender first declared something of these filings. */
export const firstOf = (filings: readonly { readonly sender: string, readonly received: string }[], sender: string): string =>
  filings.reduce((first, filing) => filing.sender === sender && (first === '' || filing.received < first) ? filing.received : first, '')

interface Declared { readonly action?: string }
interface OneReport<D> {
  readonly filings: readonly Filed<D>[]
  readonly prepared: string | null
  readonly rank: number
  readonly received: string
  readonly message: string
}

const ACTIONS = ['duplicate', 'original', 'replace', 'change', 'add', 'delete', 'cancel'] as const
type Action = (typeof ACTIONS)[number]

const actionOf = ({ declaration, report }: Filed<Declared>): Action =>
  ACTIONS.find(action => action === declaration.action) ?? ACTIONS.find(action => action === report.function) ?? 'original'

const grouped = <F>(items: readonly F[], key: (item: F) => string): ReadonlyMap<string, F[]> => {
  const groups = new Map<string, F[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}

/** A report is one message's, or several messages' that are parts of one series. */
const reportOf = ({ message, report: { part, reference = '', document = '', at } }: Filed<unknown>): string =>
  part ? `series ${part.series}` : [message, reference, document, at?.offset ?? at?.line ?? ''].join('\n')

const reportsOf = <D extends Declared>(stream: readonly Filed<D>[], timeOf: (prepared: string) => string | null): OneReport<D>[] =>
  [...grouped(stream, reportOf).values()].flatMap(sent => {
    const filings = asLastSent(sent)
    return filings[0] === undefined ? [] : [summed(filings, filings[0], timeOf)]
  })

const asLastSent = <D>(filings: readonly Filed<D>[]): readonly Filed<D>[] => {
  if (filings[0]?.report.part === undefined) return filings
  const parts = grouped(filings, ({ report }) => String(report.part?.number))
  // A part that is sent again takes the place of the part it repeats.
  return [...parts].sort(([a], [b]) => Number(a) - Number(b)).flatMap(([, again]) => again.filter(({ message }) => message === again.at(-1)?.message))
}

const summed = <D extends Declared>(filings: readonly Filed<D>[], first: Filed<D>, timeOf: (prepared: string) => string | null): OneReport<D> => ({
  filings,
  prepared: first.report.prepared === undefined ? null : timeOf(first.report.prepared),
  rank: ACTIONS.indexOf(actionOf(first)),
  received: filings.reduce((latest, { received }) => received > latest ? received : latest, first.received),
  message: first.message
})

const inOrder = <D>(reports: readonly OneReport<D>[]): readonly OneReport<D>[] => {
  const told = reports.every(({ prepared }) => prepared !== null)
  const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0
  return [...reports].sort((a, b) =>
    (told ? compare(a.prepared ?? '', b.prepared ?? '') : 0) || a.rank - b.rank || compare(a.received, b.received) || compare(a.message, b.message))
}

/** Declarations of one report that follow each other with the same action. */
const runsOf = <D extends Declared>(filings: readonly Filed<D>[]): readonly { readonly action: Action, readonly parts: readonly D[] }[] => {
  const runs: { action: Action, parts: D[] }[] = []
  for (const filing of filings) {
    const action = actionOf(filing)
    const last = runs.at(-1)
    if (last?.action === action) last.parts.push(filing.declaration)
    else runs.push({ action, parts: [filing.declaration] })
  }
  return runs
}

type Apply = <D>(standing: D | null, said: D, cancelled: boolean, putting: Putting<D>) => { readonly declaration: D, readonly cancelled: boolean }
const whole: Apply = (_standing, said) => ({ declaration: said, cancelled: false })

const APPLY: Readonly<Record<Action, Apply>> = {
  original: whole,
  replace: whole,
  // A copy of what was sent before: it counts only where that never came.
  duplicate: (standing, said, cancelled) => ({ declaration: standing ?? said, cancelled }),
  change: (standing, said, cancelled, { change }) => ({ declaration: standing === null ? said : change(standing, said), cancelled }),
  add: (standing, said, cancelled, { unite }) => ({ declaration: standing === null ? said : unite([standing, said]), cancelled }),
  delete: (standing, said, cancelled, { remove }) => {
    const left = standing === null ? null : remove(standing, said)
    return left === null ? { declaration: standing ?? said, cancelled: true } : { declaration: left, cancelled }
  },
  cancel: (standing, said) => ({ declaration: standing ?? said, cancelled: true })
}
