import type { FastifyInstance } from 'fastify'
import { problem, Type, type Accept, type Channel } from 'wco-cts'

/** A way in by HTTP POST: the body is the message, byte for byte, whatever its type. Answers 202 once it is safely stored. */
export const httpChannel = (app: FastifyInstance, maximumMegabytes: number): Channel => {
  let accept: Accept | null = null
  // The body goes on as it comes in and is never held whole.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_, payload, done) => { done(null, payload) })

  app.post<{ Body: AsyncIterable<Uint8Array> | undefined }>('/', {
    schema: { response: { 202: Taken } },
    config: { permission: 'messages.submit', summary: 'Hands in one message; its body is the file as it is' }
  }, async ({ actor, body, headers }, reply) => {
    if (accept === null) throw channelClosed({})
    const most = maximumMegabytes * MEGABYTE
    if (Number(headers['content-length'] ?? 0) > most) throw messageTooLarge({ megabytes: maximumMegabytes })
    const { message, duplicate } = await accept({
      bytes: bounded(body ?? nothing(), most),
      sender: actor.sender,
      ...named(headers['x-filename']),
      ...(headers['content-type'] === undefined ? {} : { mediaType: headers['content-type'] })
    })
    return reply.code(202).send({ id: message, duplicate })
  })

  return {
    id: 'http',
    open: async accepting => {
      accept = accepting
      return async () => { accept = null }
    }
  }
}

const MEGABYTE = 1_000_000

const Taken = Type.Object({ id: Type.String({ title: 'Message' }), duplicate: Type.Boolean({ title: 'The same bytes of the same sender were here before' }) }, { additionalProperties: false })

const channelClosed = problem('channel-closed', 503)
const messageTooLarge = problem<{ megabytes: number }>('message-too-large', 413)

const nothing = async function * (): AsyncIterable<Uint8Array> {}

// A parser that takes the stream is not held by the server's own limit, so the bytes are counted here.
const bounded = async function * (bytes: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    if (size > most) throw messageTooLarge({ megabytes: Math.floor(most / MEGABYTE) })
    yield chunk
  }
}

// The name is for people to find their file again; it names no file of ours. Header text is Latin-1, so other scripts come percent-encoded.
const named = (header: string | readonly string[] | undefined): { name?: string } => {
  if (typeof header !== 'string') return {}
  const name = decoded(header).split(/[/\\]/).at(-1)?.replace(/\p{Cc}/gu, '').trim().slice(0, 255) ?? ''
  return name === '' ? {} : { name }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A name with a bare per cent sign is no encoded name: it is taken as it stands.
    return text
  }
}
