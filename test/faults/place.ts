import type { Books } from './ledger.ts'

/** Where a kill falls: what was under way, the table that was just written if any, and how far the message at hand was read. */
export interface Where { readonly place: 'nothing to do' | 'before its first batch' | 'taking a message up again' | 'reading between batches' | 'inside a batch' | 'committing' | 'reading', readonly table: string, readonly read: number | null }

interface Backend { query: string, busy: boolean }

/** Looks what the server does, by what the database does for it; `before` is how far the message at hand was read when it was started. Without a database to look at, only what is under way is known. */
export const whereIsIt = async (books: Books | null, underWay: readonly string[], before: number | null): Promise<Where> => {
  if (books === null) return { place: underWay.length > 0 ? 'reading' : 'nothing to do', table: '', read: null }
  return books.at(async ({ ask }) => {
    const backends = await ask<Backend>(`
      SELECT query, xact_start IS NOT NULL AND state <> 'idle' AS busy FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'ledger' AND backend_type = 'client backend'`)
    const [at] = await ask<{ place: number }>('SELECT place FROM cts.message WHERE id = ANY($1::uuid[]) AND NOT read ORDER BY received LIMIT 1', [underWay])
    // Lists are read again when a thread begins; that is no batch.
    const busy = backends.filter(({ query, busy }) => busy && !/cts\.(?:code|entry|list)\b/.test(query))
    const [table = ''] = busy.flatMap(({ query }) => /cts\.(\w+)/.exec(query)?.[1] ?? [])
    const read = at?.place ?? null
    if (backends.some(({ query, busy }) => busy && /^commit/i.test(query))) return { place: 'committing', table, read }
    if (busy.length > 0) return { place: 'inside a batch', table, read }
    if (read === null) return { place: 'nothing to do', table, read }
    if (read === 0) return { place: 'before its first batch', table, read }
    return { place: read === before ? 'taking a message up again' : 'reading between batches', table, read }
  })
}
