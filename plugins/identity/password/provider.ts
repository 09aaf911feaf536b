import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Problem, Type, type FieldError, type IdentityProvider } from 'wco-cts'
import type { Accounts } from './accounts.ts'

/** What the provider rests on: where hashes are kept, and which passwords are too weak to set. */
export interface Resting {
  readonly accounts: Accounts
  faults (subject: string, password: string): readonly FieldError[]
}

/** Sign-in by name and password. An unknown name, a wrong password and an account that must wait answer alike, after the same work. */
export const passwordProvider = ({ accounts, faults }: Resting): IdentityProvider => {
  // Nobody's password: what an unknown name is compared with, so that it costs the same time as a known one.
  const nobody = hash(randomBytes(32), COST)
  const isRight = async (subject: string, password: string): Promise<boolean> => {
    const account = subject === '' ? null : await accounts.attempt(subject)
    const right = await verify(account?.hash ?? await nobody, secretOf(password))
    if (account === null || !right) return false
    await accounts.succeeded(subject)
    return true
  }
  const set = async (subject: string, password: string, also: readonly FieldError[] = []): Promise<void> => {
    const errors = password === '' ? [{ pointer: '/password', detail: 'password-missing' }] : [...also, ...faults(subject, password)].slice(0, 1)
    if (errors.length > 0) throw new Problem('input-invalid', 400, { count: errors.length }, { errors })
    await accounts.set(nameOf(subject), await hash(secretOf(password), COST))
  }
  return {
    id: 'password',
    begin: async () => ({ form: signIn }),
    async finish (answer) {
      const subject = nameOf(answer['username'] ?? '')
      return !await isRight(subject, answer['password'] ?? '') ? null : { subject, name: subject, groups: [] }
    },
    enrol: (subject, proof) => set(subject, proof['password'] ?? ''),
    async renew (subject, old, proof) {
      const [before = '', after = ''] = [old['password'], proof['password']]
      if (!await isRight(nameOf(subject), before)) return false
      await set(subject, after, secretOf(before) === secretOf(after) ? [{ pointer: '/password', detail: 'password-same' }] : [])
      return true
    }
  }
}

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. Argon2id is the library's default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const signIn = Type.Object({
  username: Type.String({ title: 'User name', minLength: 1, maxLength: 100 }),
  password: Type.String({ title: 'Password', minLength: 1, maxLength: 128, kind: 'password' })
}, { additionalProperties: false })

const nameOf = (name: string): string => name.trim().normalize('NFKC').toLowerCase().slice(0, 100)

// One keyboard sends é as one sign, another as two (RFC 8265, 4.2: passwords are compared in one normal form). What is longer than any password set here is wrong all the same.
const secretOf = (password: string): string => password.slice(0, 256).normalize('NFC')
