import type { AddressInfo } from 'node:net'
import { mailFrom } from './parse.ts'
import { SMTPServer } from 'smtp-server'
import t, { type Test } from 'tap'
import { conformNotifier } from 'wco-cts/conformance'
import mail from '../index.ts'
import { makePost, type Postal } from '../post.ts'

interface Received { readonly from: string, readonly to: readonly string[], readonly source: string }

interface Mailbox { readonly received: Received[], readonly postal: Postal }

const openMailbox = async (t: Test, refuse = false): Promise<Mailbox> => {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_, __, done) => { done(refuse ? new Error('no such mailbox') : null) },
    onData (stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString()
        })
        done()
      })
    }
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(async () => new Promise<void>(resolve => { server.close(resolve) }))
  // A listening TCP server has an address with a port.
  const { port } = server.server.address() as AddressInfo
  return { received, postal: { host: '127.0.0.1', port, secure: false, requireTls: false, from: 'cts@customs.example', console: 'https://cts.customs.example' } }
}

const notice = { subject: 'A target waits', text: 'Look at it.', link: '/targets/1' }

t.test('the kit', async t => {
  const { received, postal } = await openMailbox(t)
  await conformNotifier(t, mail, {
    folder: new URL('../', import.meta.url),
    options: postal,
    to: 'officer@customs.example',
    refused: ['', 'officer', 'a@b.example, c@d.example', 'officer@customs.example\r\nBcc: spy@elsewhere.example', '<officer@customs.example>'],
    arrived: async () => received.map(({ source }) => {
      const { headers, text } = mailFrom(source)
      return { key: headers.get('message-id') ?? '', subject: headers.get('subject') ?? '', text }
    })
  })
})

t.test('a mail goes to one address, from the house, with a link into the console', async t => {
  const { received, postal } = await openMailbox(t)
  const post = makePost(postal)
  await post.send(notice, 'officer@customs.example', 'key')
  const [first] = received
  t.match(first, { from: 'cts@customs.example', to: ['officer@customs.example'] })
  const { headers, text } = mailFrom(first?.source ?? '')
  t.match(text, 'https://cts.customs.example/targets/1')
  t.equal(headers.get('auto-submitted'), 'auto-generated')
  t.match(headers.get('message-id'), /^<[0-9a-f]{64}@customs\.example>$/)
})

t.test('a subject with a line break is refused and nothing is sent', async t => {
  const { received, postal } = await openMailbox(t)
  await t.rejects(makePost(postal).send({ ...notice, subject: 'Hello\r\nBcc: spy@elsewhere.example' }, 'officer@customs.example', 'key'), /subject-refused/)
  t.equal(received.length, 0)
})

t.test('a mailbox that does not exist is a failure, not a success', async t => {
  const { postal } = await openMailbox(t, true)
  await t.rejects(makePost(postal).send(notice, 'nobody@customs.example', 'key'), /no such mailbox/)
})

t.test('a server without STARTTLS gets nothing where TLS is required', async t => {
  const { received, postal } = await openMailbox(t)
  await t.rejects(makePost({ ...postal, requireTls: true }).send(notice, 'officer@customs.example', 'key'), /TLS/)
  t.equal(received.length, 0)
})

t.test('a server that is away is a failure', async t => {
  const { postal } = await openMailbox(t)
  await t.rejects(makePost({ ...postal, port: 1 }).send(notice, 'officer@customs.example', 'key'), /ECONNREFUSED/)
})
