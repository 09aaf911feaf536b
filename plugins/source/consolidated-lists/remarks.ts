import { said } from 'wco-cts'

/** What OFAC's remarks say of an entry, in the clauses the field is made of. */
export interface Remarks {
  readonly weak: readonly string[]
  readonly identifiers: readonly { readonly scheme: string, readonly value: string }[]
  readonly countries: readonly string[]
  readonly born: readonly string[]
  readonly unread: readonly string[]
}

/** Reads the remarks of one entry. What no rule knows is given back as it stands. */
export const readRemarks = (text: string): Remarks => {
  const remarks = { weak: [], identifiers: [], countries: [], born: [], unread: [] } satisfies Found
  const found: Found = remarks
  for (const clause of clausesOf(text)) {
    const rule = RULES.find(({ shape }) => shape.test(clause))
    if (rule) rule.take(rule.shape.exec(clause)?.slice(1).map(part => part ?? '') ?? [], found)
    else found.unread.push(clause)
  }
  return found
}

interface Found {
  readonly weak: string[]
  readonly identifiers: { scheme: string, value: string }[]
  readonly countries: string[]
  readonly born: string[]
  readonly unread: string[]
}

/** Clauses stand between semicolons, but for those inside a quoted name; `alt.` in front says only that there are several. */
const clausesOf = (text: string): readonly string[] =>
  text.match(/(?:[^;']|'[^']*'(?=[;.]|$)|')+/g)?.flatMap(clause => said(clause.replace(/^\s*alt\.\s+/, '').replace(/\.\s*$/, '')) ?? []) ?? []

type Take = (parts: readonly string[], found: Found) => void
interface Rule { readonly shape: RegExp, readonly take: Take }

const identifier = (scheme: string): Take => ([value = '', country = ''], found) => {
  found.identifiers.push({ scheme, value })
  if (country !== '') found.countries.push(country)
}

// Said, and of no use for telling who is on a manifest: which sanctions follow, who is linked, what the organisation does.
const PASSED = new RegExp(`^(?:${[
  'Additional Sanctions Information', 'Secondary sanctions risk', 'Transactions Prohibited', 'Linked To:', 'POB ', 'Gender ', 'Organization ', 'Target Type', 'Executive Order',
  'Aircraft Manufacture Date', 'Aircraft Model', 'Aircraft Operator', 'Aircraft Type', 'Former Vessel Flag', 'Vessel Flag', 'Vessel Year', 'Vessel Type', 'Other Vessel', 'Vessel Owner',
  'Former Vessel', 'Listing Date', 'Effective Date', 'CAATSA', 'For more information', 'all offices', 'Website', 'Email', 'Date of', 'Deceased',
  'PEESA', 'Issuer Name', 'Purchase/Sales', 'Bank ', 'Equity Ticker', 'ISIN'
].join('|')})`, 'i')

// A label that ends in a word for a number, the number, the country that gave it, and from when until when.
const LABEL_ENDS = [
  'No\\.?', 'Number', '#', 'ID', 'Code', 'Card', 'Certificate', 'Passport', 'License', 'Permit', 'Document', 'Visa', 'SSN', 'FEIN', 'NIT', 'RUC', 'RIF', 'RTN', 'RFC', 'BIK', 'CURP', 'IFE', 'LE',
  'C\\.R\\.', '(?:[A-Z]\\.){3,4}', 'Identidad', 'electoral', 'Nacional', 'Code'
].join('|')
const NUMBERED = new RegExp(`^((?:[A-Z][^\\d;()]*?\\s)?(?:${LABEL_ENDS})(?: (?:No\\.|Number|#))?(?: \\([^)]*\\))?):? ((?!No\\.|Number|#)(?=[^(]*\\d)[^()]+?)(?: \\([^)]+\\))*?(?: \\(([^)]+)\\))?(?:,? (?:issued|expires|issue date)\\b.*)?$`)

const SCHEMES: ReadonlyMap<string, string> = new Map([
  ['registration-id', 'registration'], ['registration-number', 'registration'], ['v-a-t-number', 'vat'], ['tax-id-no', 'tax'], ['national-id-no', 'national-id'], ['cedula-no', 'national-id'], ['d-n-i', 'national-id'],
  ['legal-entity-number', 'lei'], ['unified-social-credit-code', 'uscc'], ['aircraft-tail-number', 'tail-number'], ['aircraft-manufacturer-s-serial-number', 'msn'],
  ['aircraft-construction-number', 'msn'], ['d-u-n-s-number', 'duns'], ['passport', 'passport'], ['company-number', 'registration'], ['business-registration-number', 'registration'],
  ['phone-number', 'telephone'], ['c-r-no', 'registration'], ['vessel-call-sign', 'call-sign']
])

const schemeOf = (label: string): string => {
  const name = label.replace(/\([^)]*\)/g, '').toLowerCase().replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')
  return SCHEMES.get(name) ?? name
}

const RULES: readonly Rule[] = [
  { shape: /^[afn]\.k\.a\.,? ['"](.+)['"]$/i, take: ([name = ''], { weak }) => { weak.push(name) } },
  { shape: /^DOB (.+)$/, take: ([date = ''], { born }) => { born.push(isoDay(date)) } },
  { shape: /^(?:nationality(?! of)|citizen|Nationality of Registration) (.+)$/i, take: ([country = ''], { countries }) => { countries.push(country) } },
  { shape: /^Vessel Registration Identification (?:IMO )?(\d{7})$/i, take: identifier('IMO') },
  { shape: /^(?:Identification|Company|Registration) Number IMO (\d{7})$/i, take: identifier('IMO-company') },
  { shape: /^(?:MMSI|Maritime Mobile Service Identity)\s*(?:\(MMSI\))? ?(\d{9})$/i, take: identifier('MMSI') },
  { shape: /^(?:Other )?Vessel Call Sign (\S.*)$/i, take: identifier('call-sign') },
  { shape: /^Aircraft (?:Tail Number|Mode S Transponder Code) ([A-Z0-9-]+)$/i, take: identifier('tail-number') },
  { shape: /^SWIFT\/BIC (\w{8,11})(?: \(([^)]+)\))?$/, take: identifier('bic') },
  { shape: /^(?:Telephone|Phone(?: Number)?|Fax):? ([\d()+ -]+)$/i, take: identifier('telephone') },
  { shape: /^Digital Currency Address - (?:\w+) (\w+)$/, take: identifier('digital-currency') },
  { shape: PASSED, take: () => {} },
  { shape: NUMBERED, take: ([label = '', value = '', country = ''], found) => identifier(schemeOf(label))([value, country], found) }
]

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `10 Dec 1948` as `1948-12-10`, `Dec 1948` as `1948-12`; what is less certain stays in its words. */
const isoDay = (text: string): string => {
  const [, day, month = '', year] = /^(?:(\d{1,2}) )?([A-Z][a-z]{2}) (\d{4})$/.exec(text) ?? []
  const number = MONTHS.indexOf(month) + 1
  return year === undefined || number === 0 ? text : [year, String(number), ...(day === undefined ? [] : [day])].map(part => part.padStart(2, '0')).join('-')
}
