import { codeOf, only, said, type Issue, type WatchEntry } from 'wco-cts'
import { readRemarks, type Remarks } from './remarks.ts'

/** What stands of an entry in the files beside the list. */
export interface Beside {
  readonly names: readonly { readonly kind: string, readonly name: string }[]
  readonly addresses: readonly { readonly street: string, readonly city: string, readonly country: string }[]
  readonly comment: string
}

/** A row of the list as an entry, with what stands beside it; null where it has no number or no name. */
export const entryOf = (cells: readonly string[], beside: Beside, countryOf: (name: string) => string | null, issue: (issue: Issue) => void): WatchEntry | null => {
  const [key = '', name = '', kind = '', programs = '', title = '', callSign = '', , , , flag = ''] = cells
  const primary = said(name)
  if (said(key) === undefined || primary === undefined) return null
  const remarks = readRemarks((cells[11] ?? '') + beside.comment)
  for (const remark of remarks.unread) if (said(remark) !== said(title)) issue({ code: 'remark-unread', severity: 'note', params: { entry: primary.slice(0, 80), remark: remark.slice(0, 200) } })
  return {
    ...only({
      key: key.trim(),
      kind: KINDS.get(kind.trim()) ?? 'party',
      born: remarks.born.join('; ') || undefined,
      reason: [programs.replaceAll('] [', ', '), title].flatMap(text => said(text) ?? []).join('; ') || 'listed'
    }),
    names: namesOf(primary, beside, remarks),
    identifiers: [...(codeOf(callSign) ? [{ scheme: 'call-sign', value: callSign.trim() }] : []), ...remarks.identifiers],
    countries: countriesOf([flag, ...beside.addresses.map(({ country }) => country), ...remarks.countries], countryOf, unknown => issue({ code: 'country-unknown', severity: 'note', params: { country: unknown.slice(0, 80) } })),
    addresses: [...new Set(beside.addresses.flatMap(({ street, city, country }) => said([street, city, country].flatMap(part => said(part) ?? []).join(', ')) ?? []))]
  }
}

const KINDS: ReadonlyMap<string, WatchEntry['kind']> = new Map([['individual', 'person'], ['vessel', 'vessel'], ['aircraft', 'aircraft']])
const LONGEST_NAME = 500

/** Each name once, as strong as it is said anywhere. Names of the alias file are strong; those that stand only in remarks are what OFAC calls weak. */
const namesOf = (primary: string, { names }: Beside, { weak }: Remarks): WatchEntry['names'] => {
  const all = [
    { text: primary, strength: 'primary' as const },
    ...names.flatMap(({ name }) => said(name) ?? []).map(text => ({ text, strength: 'strong' as const })),
    ...weak.map(text => ({ text, strength: 'weak' as const }))
  ]
  const first = new Map<string, WatchEntry['names'][number]>()
  for (const name of all) if (!first.has(name.text)) first.set(name.text, { ...name, text: name.text.slice(0, LONGEST_NAME) })
  return [...first.values()]
}

const countriesOf = (names: readonly string[], countryOf: (name: string) => string | null, unknown: (name: string) => void): string[] => {
  const codes = new Set<string>()
  for (const name of new Set(names.flatMap(text => said(text) ?? []))) {
    const code = countryOf(name)
    if (code !== null) codes.add(code)
    else if (!/^(?:undetermined|none identified|region: .*)$/i.test(name)) unknown(name)
  }
  return [...codes]
}
