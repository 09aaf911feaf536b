/** The key of a text under `faults`, with the figure it tells. */
export interface FaultWords { readonly key: string, readonly params: Readonly<Record<string, string | number>> }

/** What the judge of values says of a field, as a key of our own texts, so that an officer reads it in his language; null for words that are not the judge's. */
export const faultWords = (says: string): FaultWords | null => {
  for (const [pattern, key] of SAID) {
    const found = pattern.exec(says)
    if (found !== null) return { key, params: found[1] === undefined ? {} : { figure: Number(found[1]) } }
  }
  return null
}

const SAID: readonly (readonly [RegExp, string])[] = [
  [/^Expected required property$/, 'required'],
  [/^Unexpected property$/, 'unexpected'],
  [/^Expected union value$|^Expected '|^Expected -?\d/, 'choice'],
  [/^Expected string length greater or equal to 1$/, 'required'],
  [/^Expected string length greater or equal to (\d+)$/, 'too-short'],
  [/^Expected string length less or equal to (\d+)$/, 'too-long'],
  [/^Expected (?:number|integer) to be greater or equal to (.+)$/, 'too-small'],
  [/^Expected (?:number|integer) to be less or equal to (.+)$/, 'too-large'],
  [/^Expected array length to be greater or equal to (\d+)$/, 'too-few'],
  [/^Expected array length to be less or equal to (\d+)$/, 'too-many'],
  [/^Expected string to match 'date' format$/, 'day'],
  [/^Expected string to match/, 'written-otherwise'],
  [/^Expected string$/, 'text'],
  [/^Expected integer$/, 'whole-number'],
  [/^Expected number$/, 'number'],
  [/^Expected boolean$/, 'yes-or-no'],
  [/^Expected array$/, 'list'],
  [/^Expected object$/, 'group'],
  [/^(?:Expected|Unknown|Never|Value should) ?/, 'otherwise']
]
