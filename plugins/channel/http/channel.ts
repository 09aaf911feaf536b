import type { FastifyInstance } from 'fastify'
import { fileNamed, problem, takeAnyBody, Type, type Accept, type Channel } from 'wco-cts'

/** A way in by HTTP POST: the body is the message, byte for byte, whatever its type. Answers 202 once it is safely stored. */
export const httpChannel = (app: FastifyInstance, maximumMegabytes: number): Channel => {
  let accept: Accept | null = null
  // The body goes on as it comes in and is never held whole.
  takeAnyBody(app)

  app.post<{ Body: AsyncIterable<Uint8Array> | undefined }>('/', {
    schema: { headers: Headers, response: { 202: Taken } },
    config: { permission: 'messages.submit', summary: 'Hands in one message; its body is the file as it is' }
  }, async ({ actor, body, headers }, reply) => {
    if (accept === null) throw channelClosed({})
    const most = maximumMegabytes * MEGABYTE
    if (Number(headers['content-length'] ?? 0) > most) throw messageTooLarge({ megabytes: maximumMegabytes })
    const name = bare(fileNamed(headers['x-filename']) ?? '')
    const { message, duplicate } = await accept({
      bytes: bounded(body ?? nothing(), most),
      sender: actor.sender,
      ...(name === '' ? {} : { name }),
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

const Headers = Type.Object({ 'x-filename': Type.Optional(Type.String({ description: 'What the sender calls the file; UTF-8, or percent-encoded' })) })

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

// The name is for people to find their file again; it names no file of ours.
const bare = (name: string): string => name.split(/[/\\]/).at(-1)?.replace(/\p{Cc}/gu, '').trim().slice(0, 255) ?? ''
