import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { problem, type Notice } from 'wco-cts'

/** How the mail server is reached, and what stands in every mail. */
export interface Postal {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly requireTls: boolean
  readonly user?: string
  readonly password?: string
  readonly from: string
  readonly console: string
}

/** Sends notices as plain text. Throws when the server does not take one: it is then tried again. */
export interface Post {
  send (notice: Notice, to: string, key: string): Promise<void>
  close (): void
}

/** A post office on one SMTP server (RFC 5321). */
export const makePost = (postal: Postal): Post => {
  const transport = createTransport({
    host: postal.host,
    port: postal.port,
    secure: postal.secure,
    requireTLS: postal.requireTls,
    ...(postal.user === undefined ? {} : { auth: { user: postal.user, pass: postal.password ?? '' } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    // A notice is text: nothing in it may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true
  })
  return {
    async send (notice, to, key) {
      if (!ADDRESS.test(to)) throw addressRefused({ address: shown(to) })
      if (BREAKS.test(notice.subject)) throw subjectRefused({ subject: shown(notice.subject) })
      await transport.sendMail({
        from: postal.from,
        to,
        subject: notice.subject,
        text: `${notice.text}\n\n${linkOf(notice, postal)}\n`,
        messageId: messageIdOf(key, postal),
        // RFC 3834: no out-of-office answer comes back to a system that nobody reads.
        headers: { 'Auto-Submitted': 'auto-generated' }
      })
    },
    close: () => { transport.close() }
  }
}

const PATIENCE = 15_000
// One address and nothing else: no list, no name, no line break that would begin a header of its own.
const ADDRESS = /^[^\s\p{Cc}@<>,;:"()[\]\\]{1,64}@[^\s\p{Cc}@<>,;:"()\\]{1,255}$/u
const BREAKS = /[\r\n]/

const addressRefused = problem<{ address: string }>('address-refused', 400)
const subjectRefused = problem<{ subject: string }>('subject-refused', 400)

const shown = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 80)

const linkOf = ({ link }: Notice, { console }: Postal): string => new URL(link, console).href

// The same notice sent twice, because the server's answer was lost, has one Message-ID: the mailbox can tell (RFC 5322, 3.6.4).
const messageIdOf = (key: string, { from }: Postal): string =>
  `<${createHash('sha256').update(key).digest('hex')}@${from.split('@').at(-1) ?? 'localhost'}>`
