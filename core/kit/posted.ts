import type { FastifyInstance } from 'fastify'

/** Lets a route take its body as it comes, whatever type it is said to have: a header that is no type at all (RFC 9110, 8.3) is as none. */
export const takeAnyBody = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => { done(null, payload) })
  app.addHook('onRequest', async ({ raw: { headers } }) => {
    const type = headers['content-type']
    if (type !== undefined && !TYPE.test(type)) headers['content-type'] = 'application/octet-stream'
  })
}

const TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/

/** What a sender calls his file, from its header: percent-encoded, UTF-8 or Latin-1. */
export const fileNamed = (header: string | readonly string[] | undefined): string | undefined => {
  const text = typeof header === 'string' ? header : header?.[0]
  if (text === undefined) return undefined
  const read = inUtf8(text)
  try {
    return decodeURIComponent(read)
  } catch {
    // A name with a bare per cent sign is no encoded name: it is taken as it stands.
    return read
  }
}

/** Header text is read as Latin-1, byte for byte; bytes that are UTF-8 were meant so. */
const inUtf8 = (text: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    // Not UTF-8: Latin-1 it is.
    return text
  }
}
