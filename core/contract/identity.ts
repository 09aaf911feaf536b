import type { TObject } from '@sinclair/typebox'

/** Who a provider says someone is; core maps groups to roles. `subject` is stable within the provider. */
export interface Identity {
  readonly subject: string
  readonly name: string
  readonly groups: readonly string[]
}

/** A way to sign in. */
export interface IdentityProvider {
  readonly id: string
  /** A form to fill in, or a place to go. */
  begin (back: URL): Promise<{ readonly form: TObject } | { readonly redirect: URL }>
  /** Null: not signed in, whatever the cause; the same answer and the same time for an unknown name. */
  finish (answer: Readonly<Record<string, string>>): Promise<Identity | null>
  /** Sets what proves an identity, where it is kept here (a password). */
  enrol? (subject: string, proof: Readonly<Record<string, string>>): Promise<void>
  /** Sets it anew for whoever gives the old one; false where that is wrong. What is too weak, or the same, is refused. */
  renew? (subject: string, old: Readonly<Record<string, string>>, proof: Readonly<Record<string, string>>): Promise<boolean>
}
