import type { Static, TObject } from '@sinclair/typebox'
import type { Desk } from './desk.ts'
import type { Composed } from './report.ts'

/** Composes one report. */
export interface ReportGenerator<P extends TObject = TObject> {
  readonly id: string
  readonly permission: string
  readonly params: P
  compose (params: Static<P>, desk: Desk): Promise<Composed>
}
