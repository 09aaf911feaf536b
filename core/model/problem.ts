export type ProblemParams = Readonly<Record<string, string | number>>

/** One thing wrong with one field of what was sent. `detail` is a key of texts; `params` fill it. */
export interface FieldError { readonly pointer: string, readonly detail: string, readonly params?: ProblemParams }

/** An error that can be shown: RFC 9457 in a class. The text of `type` is in locales/, under problems. */
export class Problem extends Error {
  readonly type: string
  readonly status: number
  readonly params: ProblemParams
  readonly errors: readonly FieldError[]
  constructor (type: string, status: number, params: ProblemParams = {}, more: { cause?: unknown, errors?: readonly FieldError[] } = {}) {
    super(`${type} ${JSON.stringify(params)}`, { cause: more.cause })
    this.name = 'Problem'
    this.type = type
    this.status = status
    this.params = params
    this.errors = more.errors ?? []
  }
}

/** Known by its name, not by `instanceof`: a second copy of this module must do no harm. */
export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === 'Problem' && 'status' in error && 'type' in error

/** Declares a problem beside the code that raises it. */
export const problem = <P extends ProblemParams>(type: string, status: number) =>
  (params: P, more: { cause?: unknown, errors?: readonly FieldError[] } = {}): Problem => new Problem(type, status, params, more)
