import type { TObject, TSchema } from 'wco-cts'

/** What a form lacks for a person to fill it in: a strict shape, a title and a text for each field, a text for each code it offers. */
export const lackingIn = (form: TObject, has: (key: string) => boolean): readonly string[] => {
  const lacking: string[] = form['additionalProperties'] === false ? [] : ['takes fields it does not name']
  for (const [name, field] of Object.entries<TSchema>(form.properties)) {
    if (typeof field.title !== 'string') lacking.push(`${name} has no title`)
    if (!has(`fields.${name}`)) lacking.push(`no text fields.${name}`)
    const rows: unknown = field['items']
    if (isForm(rows)) lacking.push(...lackingIn(rows, has))
    lacking.push(...codesOf(field).filter(code => !has(`codes.${code}`)).map(code => `no text codes.${code}`))
  }
  return lacking
}

const codesOf = (field: TSchema): readonly string[] => {
  const choices: unknown = field['anyOf']
  if (!Array.isArray(choices)) return []
  return choices.flatMap((choice: unknown) =>
    typeof choice === 'object' && choice !== null && 'const' in choice && typeof choice.const === 'string' ? [choice.const] : [])
}

const isForm = (schema: unknown): schema is TObject =>
  typeof schema === 'object' && schema !== null && 'properties' in schema && typeof schema.properties === 'object'
