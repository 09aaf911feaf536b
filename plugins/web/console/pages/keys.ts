import { Type, type ConsolePage } from 'wco-cts'
import { said } from '../said.ts'

const query = Type.Object({})

/** The keys of the console, and how it looks on this machine. */
export const keys: ConsolePage<typeof query> = {
  id: 'keys',
  path: '/keys',
  permission: 'signed-in',
  query,
  template: 'keys',
  view: async (_, desk) => ({ rows: KEYS.map(({ key, id }) => ({ key, does: said(desk, `keys.${id}`) })) })
}

const KEYS = [
  { key: 'j', id: 'down' }, { key: 'k', id: 'up' }, { key: 'Enter', id: 'open' }, { key: 'u', id: 'back' }, { key: '/', id: 'find' },
  { key: 'c', id: 'review' }, { key: 'r', id: 'instruct' }, { key: 'a', id: 'assign' }, { key: 'e', id: 'examine' }, { key: 'l', id: 'release' }, { key: '1 … 9', id: 'digit' },
  { key: 'n', id: 'new' }, { key: 'g h', id: 'go-home' }, { key: 'g t', id: 'go-targets' }, { key: 'g m', id: 'go-messages' }, { key: 'g s', id: 'go-search' }, { key: 'g p', id: 'go-profiles' },
  { key: 'g l', id: 'go-lists' }, { key: 'g r', id: 'go-reports' }, { key: '?', id: 'help' }
] as const
