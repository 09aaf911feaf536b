import { sep } from 'node:path'
import { databaseUrl, dataFolder } from './site.ts'

/** What in the surroundings keeps a command from its work, in one sentence that says what to mend; null where the failure is not of that kind. */
export const hindranceOf = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (of(error, 'syscall') === 'listen') return hindranceOfAddress(code, error)
  if (isOfData(error)) return `the data folder ${dataFolder()} ${DATA[code] ?? `cannot be used (${code})`}; CTS_DATA names it`
  return databaseUrl() === undefined ? null : hindranceOfDatabase(code, error)
}

const of = (error: Error, name: string): unknown => (error as unknown as Readonly<Record<string, unknown>>)[name]

const ADDRESS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'no machine is called that'
}

const hindranceOfAddress = (code: string, error: Error): string =>
  `${String(of(error, 'address') ?? 'the address')}, port ${String(of(error, 'port') ?? 'unknown')}: ${ADDRESS[code] ?? code}; HOST and PORT, or server.json, say where it listens`

const DATA: Readonly<Record<string, string>> = {
  EEXIST: 'is a file',
  ENOTDIR: 'lies below a file',
  ENOENT: 'cannot be made',
  EACCES: 'cannot be written by this user',
  EPERM: 'cannot be written by this user',
  EROFS: 'lies on a disk that cannot be written',
  ENOSPC: 'lies on a disk that is full'
}

/** The folder itself or a place in it, as whoever asked the operating system named it. */
const isOfData = (error: Error): boolean => {
  const path = of(error, 'path')
  return typeof of(error, 'syscall') === 'string' && typeof path === 'string' && (path === dataFolder() || path.startsWith(`${dataFolder()}${sep}`))
}

// PostgreSQL's own names (appendix A of its manual) and the operating system's for what lies between it and us.
const DATABASE: Readonly<Record<string, string>> = {
  '28P01': 'it refuses the password',
  28000: 'it does not let this user in',
  '3D000': 'it has no such database',
  42501: 'this user may not make schemas there',
  53300: 'it has no connection left',
  '57P03': 'it is starting or stopping',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'it hung up',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ETIMEDOUT: 'nothing answers there',
  ENOTFOUND: 'no machine is called that',
  EAI_AGAIN: 'no machine is called that',
  ERR_INVALID_URL: 'that is no URL of a PostgreSQL'
}

const hindranceOfDatabase = (code: string, error: Error): string | null => {
  const why = DATABASE[code] ?? (/does not support SSL/.test(error.message) ? 'it speaks without encryption only' : undefined)
  return why === undefined ? null : `the PostgreSQL that DATABASE_URL names (${withoutPassword(databaseUrl() ?? '')}): ${why}`
}

/** Where a database is, fit to be printed. */
const withoutPassword = (url: string): string => {
  if (!URL.canParse(url)) return 'no URL'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
