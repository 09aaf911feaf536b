import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { makePost } from './post.ts'

/** Brings notices by mail. */
export default definePlugin({
  id: 'notifier/mail',
  contract: CONTRACT,
  config: Type.Object({
    host: Type.String({ title: 'Mail server', minLength: 1, default: '127.0.0.1' }),
    port: Type.Integer({ title: 'Port', minimum: 1, maximum: 65535, default: 587 }),
    secure: Type.Boolean({ title: 'TLS from the first byte (usually port 465)', default: false }),
    requireTls: Type.Boolean({ title: 'Refuse to send unless STARTTLS succeeds', default: true }),
    user: Type.Optional(Type.String({ title: 'User of the mail server', minLength: 1 })),
    password: Type.Optional(Type.String({ title: 'Password of the mail server', minLength: 1 })),
    from: Type.String({ title: 'Sender’s address', pattern: '^[^\\s@<>,;]+@[^\\s@<>,;]+$', default: 'cts@localhost' }),
    console: Type.String({ title: 'Address of the console, for links', pattern: '^https?://[^\\s]+$', default: 'http://127.0.0.1:3000' })
  }, { additionalProperties: false }),
  register (host, config) {
    const post = makePost(config)
    host.notifier({ id: 'mail', scheme: 'mailto', send: async (notice, to, key) => post.send(notice, to, key) })
    host.app.addHook('onClose', async () => { post.close() })
  }
})
