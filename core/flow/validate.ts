import { pointer } from '../model/pointer.ts'
import { Declaration } from '../model/declaration.ts'
import { faultsOf } from '../model/checked.ts'
import type { TransportMode } from '../contract/mode.ts'
import type { Shelved } from '../host/shelf.ts'
import type { IssueRecord } from '../store/messages.ts'
import type { Works } from './works.ts'

/** The place of a value, or of the nearest thing around it that has one. */
export const placeOf = (declaration: Declaration, at: string): Declaration['positions'][string] | undefined => {
  for (let around = at; around !== ''; around = around.slice(0, around.lastIndexOf('/'))) {
    const found = declaration.positions[around]
    if (found !== undefined) return found
  }
  return declaration.positions['']
}

const placed = (declaration: Declaration, issue: IssueRecord): IssueRecord => {
  if (issue.at !== undefined || issue.pointer === undefined) return issue
  const at = placeOf(declaration, issue.pointer)
  return at === undefined ? issue : { ...issue, at }
}

/** What is wrong with one declaration: first its schema, then its mode. A mode that throws says nothing more of it, which is itself an error. */
export const validate = (works: Works, mode: Shelved<TransportMode> | undefined, declaration: Declaration): readonly IssueRecord[] => {
  const schema = faultsOf(Declaration, declaration).map(({ pointer, detail }): IssueRecord =>
    ({ plugin: 'core', code: 'declaration-malformed', severity: 'error', pointer, params: { detail } }))
  if (mode === undefined) {
    return [...schema, { plugin: 'core', code: 'mode-not-enabled', severity: 'error', pointer: pointer('mode'), params: { mode: declaration.mode ?? '–' } }]
  }
  if (schema.length > 0) return schema
  works.beat(`${mode.plugin} validate`)
  try {
    return [...mode.thing.validate(declaration, works.lookup)].map(issue => placed(declaration, { ...issue, plugin: mode.plugin }))
  } catch (error) {
    works.log.error({ err: error, plugin: mode.plugin }, 'a mode failed to validate')
    return [{ plugin: 'core', code: 'mode-failed', severity: 'error', params: { mode: mode.thing.id } }]
  }
}
