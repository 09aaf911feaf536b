import Fastify, { type FastifyInstance } from 'fastify'
import { connect, type AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { isProblem, type Incoming } from 'wco-cts'
import { conformChannel, gather, madeActor } from 'wco-cts/conformance'
import http from '../index.ts'

const carrier = madeActor({ kind: 'carrier', sender: 'DEMOLINE' })

const makeApp = (): FastifyInstance => {
  const app = Fastify()
  app.decorateRequest('actor', { getter: () => carrier })
  app.setErrorHandler((error, _, reply) => reply.code(isProblem(error) ? error.status : 500).send({ type: isProblem(error) ? error.type : 'fault' }))
  return app
}

interface Taken { readonly bytes: string, readonly message: Incoming }

const opened = async (t: Test, options: object = {}): Promise<{ readonly app: FastifyInstance, readonly taken: Taken[] }> => {
  const app = makeApp()
  t.teardown(async () => app.close())
  const taken: Taken[] = []
  const { channels } = await gather(http, options, { app })
  await channels[0]?.open(async message => {
    const chunks: Uint8Array[] = []
    for await (const chunk of message.bytes) chunks.push(chunk)
    taken.push({ bytes: Buffer.concat(chunks).toString('latin1'), message })
    return { message: `m${taken.length}`, duplicate: taken.length > 1 }
  })
  return { app, taken }
}

const kitApp = makeApp()
conformChannel(t, http, {
  folder: new URL('../', import.meta.url),
  replaced: { app: kitApp },
  send: async message => ({ acknowledged: (await kitApp.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, body: message })).statusCode === 202 })
})

t.test('bytes of any type come through unchanged', async t => {
  const { app, taken } = await opened(t)
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  for (const type of ['application/json', 'application/edifact', 'text/plain; charset=utf-16', 'multipart/form-data; boundary=x']) {
    t.equal((await app.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, body: every })).statusCode, 202, type)
    t.equal(taken.at(-1)?.bytes, every.toString('latin1'))
    t.equal(taken.at(-1)?.message.mediaType, type)
  }
  for (const none of [';;;', 'edifact', '/']) t.equal((await app.inject({ method: 'POST', url: '/', headers: { 'content-type': none }, body: every })).statusCode, 202, `“${none}”, which is no type`)
})

t.test('the answer names the message and says whether it was here before', async t => {
  const { app } = await opened(t)
  const send = async () => app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, body: 'UNB' })
  t.same((await send()).json(), { id: 'm1', duplicate: false })
  t.same((await send()).json(), { id: 'm2', duplicate: true })
})

t.test('the sender is whom the token stands for', async t => {
  const { app, taken } = await opened(t)
  await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain', 'x-filename': 'a.edi' }, body: 'UNB' })
  t.match(taken[0]?.message, { sender: 'DEMOLINE', name: 'a.edi' })
})

t.test('a file name is a name and never a path', async t => {
  const { app, taken } = await opened(t)
  for (const [header, name] of [['../../etc/passwd', 'passwd'], ['..\\boot.ini', 'boot.ini'], ['m%C3%A9moire.edi', 'mémoire.edi'], [Buffer.from('étage.edi').toString('latin1'), 'étage.edi'], ['\u00e9tage.edi', 'étage.edi'], ['100%.edi', '100%.edi'], ['/', undefined], ['a%0d%0ab', 'ab']] as const) {
    await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain', 'x-filename': header }, body: 'UNB' })
    t.equal(taken.at(-1)?.message.name, name, header)
  }
})

t.test('a message above the limit is answered with 413, announced or not', async t => {
  const { app, taken } = await opened(t, { maximumMegabytes: 1 })
  const body = Buffer.alloc(1_000_001)
  t.match((await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, body })).json(), { type: 'message-too-large' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.match(await chunked(app, body), /^HTTP\/1\.1 413 /)
  t.equal(taken.length, 0)
  t.equal((await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, body: Buffer.alloc(1_000_000) })).statusCode, 202, 'one of the very size is taken')
})

t.test('a message of many megabytes below the limit is taken', async t => {
  const { app, taken } = await opened(t)
  t.equal((await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, body: Buffer.alloc(5_000_000) })).statusCode, 202)
  t.equal(taken[0]?.bytes.length, 5_000_000)
})

t.test('before it is opened nothing is taken', async t => {
  const app = makeApp()
  t.teardown(async () => app.close())
  await gather(http, {}, { app })
  t.equal((await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'text/plain' }, body: 'UNB' })).statusCode, 503)
})

t.test('an upload that breaks off is not acknowledged', async t => {
  const { app, taken } = await opened(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect(portOf(app), '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nUNB')
  await new Promise(resolve => setTimeout(resolve, 100))
  socket.destroy()
  await new Promise(resolve => setTimeout(resolve, 100))
  t.equal(taken.length, 0)
})

// A listening TCP server has an address with a port.
const portOf = (app: FastifyInstance): number => (app.server.address() as AddressInfo).port

const chunked = async (app: FastifyInstance, body: Buffer): Promise<string> => new Promise((resolve, reject) => {
  const socket = connect(portOf(app), '127.0.0.1')
  let answer = ''
  socket.on('data', data => { answer += data.toString() })
  socket.on('close', () => { resolve(answer) })
  socket.on('error', error => { if (answer === '') reject(error) })
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n')
  socket.write(`${body.length.toString(16)}\r\n`)
  socket.write(body)
  socket.write('\r\n0\r\n\r\n')
})
