import type { Problem } from '../model/problem.ts'
import type { Texts } from '../render/locale.ts'

/** Parameters of a refusal of settings, with a field and an operator called as the plugin calls them, where it does. */
export const namedIn = (texts: Texts, language: string, plugin: string, params: Problem['params']): Problem['params'] => Object.fromEntries(Object.entries(params).map(([name, value]) => {
  const key = name === 'op' ? `operators.${value}` : `fields.${String(value).split('/').filter(part => part !== '' && part !== '*').join('.')}`
  return [name, (name === 'op' || name === 'field') && texts.has(plugin, key) ? texts.text(plugin, language, key) : value]
}))
