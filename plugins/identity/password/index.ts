import { CONTRACT, definePlugin, Type } from 'wco-cts'
import { makeAccounts } from './accounts.ts'
import { commonPasswords } from './common.ts'
import { faultsOfPassword } from './rules.ts'
import { passwordProvider } from './provider.ts'

/** Signs people in with a name and a password kept here. */
export default definePlugin({
  id: 'identity/password',
  contract: CONTRACT,
  config: Type.Object({
    demo: Type.Boolean({ title: 'Demo: short and common passwords are taken. Never in an administration that works', default: false }),
    least: Type.Integer({ title: 'Least length of a password', minimum: 12, maximum: 64, default: 12 }),
    longestWait: Type.Integer({ title: 'Longest wait after wrong passwords, in seconds', minimum: 1, maximum: 3600, default: 300 }),
    words: Type.Array(Type.String({ minLength: 3 }), { title: 'Words of the place that make a password easy to guess', default: ['customs', 'douane', 'aduana', 'manifest'] })
  }, { additionalProperties: false }),
  async register (host, { demo, least, longestWait, words }) {
    if (demo) host.log.warn('identity/password takes demo passwords: this server must not be reachable by anybody else')
    const common = demo ? new Set<string>() : await commonPasswords()
    host.identity(passwordProvider({
      accounts: makeAccounts(host.tables, longestWait),
      faults: (subject, password) => demo ? [] : faultsOfPassword(password, { subject, least, common, words })
    }))
  }
})
