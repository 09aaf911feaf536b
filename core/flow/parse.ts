import { createHash, type Hash } from 'node:crypto'
import type { ManifestFormat } from '../contract/format.ts'
import type { Shelved } from '../host/shelf.ts'
import type { Declaration } from '../model/declaration.ts'
import type { Issue } from '../model/issue.ts'
import type { Report } from '../model/report.ts'
import type { IssueRecord } from '../store/messages.ts'
import { asKept, isKeepable } from '../store/rows.ts'
import type { Item } from './pipeline.ts'
import type { Works } from './works.ts'

/** What reading a message gives, in its order: reports with the digest of what they said, declarations with their issues, and issues of none. */
export type Parsed =
  | { readonly began: Report }
  | { readonly item: Item }
  | { readonly ended: Report, readonly content: string }
  | { readonly cut: true }
  | { readonly loose: IssueRecord }
  | { readonly other: 'event' | 'stowage' }
  | { readonly failed: unknown }

interface Open { readonly report: Report, readonly digest: Hash }

const nothingSaid: Report = { kind: 'unknown', test: false }

/** What a declaration says, for the digest of its report: not how it is numbered or where it stands. */
const saidBy = ({ positions: _positions, ...said }: Declaration): string => JSON.stringify(said)

const begin = (report: Report): Open => {
  const { reference: _reference, at: _at, prepared: _prepared, ...said } = report
  return { report, digest: createHash('sha256').update(JSON.stringify(said)) }
}

/** Waiting for bytes is the store's, not the format's. */
const waited = async function * (works: Pick<Works, 'beat'>, bytes: AsyncIterable<Uint8Array>, doing: string): AsyncGenerator<Uint8Array> {
  works.beat('core bytes')
  for await (const some of bytes) {
    works.beat(doing)
    yield some
    works.beat('core bytes')
  }
  works.beat(doing)
}

/** Bytes become declarations and issues, as they are read. A format that throws ends the reading, and says so last. */
export const parse = async function * (works: Pick<Works, 'beat'>, format: Shelved<ManifestFormat>, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Parsed> {
  let waiting: IssueRecord[] = []
  let open: Open | null = null
  const heard = (issue: Issue): void => { waiting.push({ ...issue, plugin: format.plugin }) }
  const close = function * (): Generator<Parsed> {
    if (open !== null) yield { ended: open.report, content: open.digest.digest('hex') }
    open = null
  }
  const loose = function * (own: (issue: IssueRecord) => boolean): Generator<Parsed> {
    for (const issue of waiting.filter(issue => !own(issue))) yield { loose: issue }
    waiting = waiting.filter(own)
  }
  const doing = `${format.plugin} parse`
  works.beat(doing)
  try {
    for await (const read of format.thing.parse(waited(works, bytes, doing), heard)) {
      works.beat(doing)
      if ('report' in read) {
        yield * close()
        open = begin(read.report)
        yield { began: read.report }
      } else if ('declaration' in read) {
        yield * loose(({ pointer }) => pointer !== undefined)
        const said = saidBy(read.declaration)
        if (open !== null) (open as Open).digest.update(said)
        // As it will stand in the store, so that the same said again is seen to be the same.
        yield { item: { report: (open as Open | null)?.report ?? nothingSaid, declaration: isKeepable(said) ? read.declaration : asKept(read.declaration), issues: waiting } }
        waiting = []
      } else if ('reportEnd' in read) yield * close()
      else if ('cut' in read) yield read
      else yield { other: 'event' in read ? 'event' : 'stowage' }
    }
    yield * close()
  } catch (error) {
    yield { failed: error }
  }
  yield * loose(() => false)
}
