/** Something for which a rule is not taken: where in its settings, and the key of the sentence that says why. */
export interface Refusal {
  readonly pointer: string
  readonly detail: string
  readonly params?: Readonly<Record<string, string | number>>
}
