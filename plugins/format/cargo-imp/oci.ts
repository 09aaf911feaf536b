import type { Declaration, DeclaredParty } from 'wco-cts'
import { addReference, fill, said, type Draft } from './draft.ts'
import { groupsOf, rejoined, type Field, type Words } from './field.ts'
import { addContact, addIdentifier, addParty, roles } from './parties.ts'
import { contentOf, type Section } from './sections.ts'

/** One line of other Customs, security and regulatory information, its blanks filled from the line before. */
export interface CustomsLine { readonly country: Words | undefined, readonly subject: Words | undefined, readonly content: Words | undefined, readonly text: Field | undefined }

/** Keeps the lines of an OCI in their order; a blank element repeats the one before, as the grammar has it. */
export const readCustoms = (draft: Draft, section: Section): readonly CustomsLine[] => {
  const { customs } = draft.declaration
  const lines: CustomsLine[] = []
  for (const [country, subject, content, ...text] of contentOf(section)) {
    const before = lines.at(-1)
    const line = {
      country: given(country) ?? before?.country,
      subject: given(subject) ?? before?.subject,
      content: given(content) ?? before?.content,
      text: rejoined(text)
    }
    lines.push(line)
    const entry: Declaration['customs'][number] = {}
    customs.push(entry)
    fill(draft, `/customs/${customs.length - 1}`, entry, { ...line })
  }
  return lines
}

/** Reads what the lines say: identifiers and telephones go to the party they name, seals to the ULD, UN numbers to the goods, MRN and UCR to the references. Parties must have been read before. */
export const interpretCustoms = (draft: Draft, lines: readonly CustomsLine[]): void => {
  let user: Field | null = null
  let unit = ''
  for (const line of lines) {
    const { text } = line
    if (!text || text.text === '') continue
    const content = line.content?.text ?? ''
    if (line.subject?.text === 'ULD' && content === 'I') unit = text.text
    if (content === 'N') addSeal(draft, unit, text)
    else if (line.subject?.text === 'DNR' && DANGEROUS.includes(content)) addDangerous(draft, text)
    else if (REFERENCES[content]) addReference(draft, REFERENCES[content], text)
    else if (line.subject && roles[line.subject.text]) user = readOfParty(draft, line.subject, content, text, user)
  }
}

const given = (field: Field | undefined): Words | undefined => field && field.text !== '' ? { ...field, text: field.text.toUpperCase() } : undefined

const DANGEROUS = ['D', 'DR']
const REFERENCES: Readonly<Record<string, string | undefined>> = { M: 'MRN', U: 'UCR' }
/** Names of tax and trader numbers that senders write before the number; none of them is in the standard. */
const NAMED = /^(?<scheme>TAX|VAT|EORI|EIN|TIN|USCI|CNPJ|CPF|RUC|NIT|CUIT|GST|IEC|PAN)(?:[ .:+]+|(?=[A-Z]{0,2}\d))(?<value>[A-Z0-9].*)$/di
const UN_NUMBERS = /\b(?:UN ?(\d{4})|(ID) ?(\d{4})|(\d{4})(?=B\b|$))/gi

/** `@` cannot be sent: the user of a mail address stands on one line, its domain on the next. */
const readOfParty = (draft: Draft, subject: Words, content: string, text: Field, user: Field | null): Field | null => {
  if (content === 'MU' || content === 'VU') return text
  const identifies = content === 'T' || content === 'E'
  const reaches = ['CT', 'VP', 'MD', 'VD'].includes(content)
  if (!identifies && !reaches) return user
  const { party, pointer } = partyOf(draft, subject)
  const named = groupsOf(text, NAMED)
  const scheme = named?.scheme ?? { text: content === 'E' ? 'AEO' : 'TIN', at: text.at }
  if (identifies) addIdentifier(draft, pointer, party, scheme, named?.value ?? text)
  else if (content === 'CT' || content === 'VP') addContact(draft, pointer, party, { text: 'TE', at: text.at }, text)
  else if (user) addContact(draft, pointer, party, { text: 'EM', at: text.at }, { text: `${user.text}@${text.text}`, at: text.at })
  return null
}

const partyOf = (draft: Draft, subject: Words): { readonly party: DeclaredParty, readonly pointer: string } => {
  const index = draft.declaration.parties.findIndex(({ roleDeclared }) => roleDeclared === subject.text)
  const party = draft.declaration.parties[index]
  return party ? { party, pointer: `/parties/${index}` } : addParty(draft, subject.text, subject)
}

const addSeal = (draft: Draft, unit: string, text: Field): void => {
  const { equipment } = draft.declaration
  const index = Math.max(0, equipment.findIndex(({ number }) => number === unit))
  const sealed = equipment[index]
  if (!sealed) addReference(draft, 'seal', text)
  else sealed.seals.push({ number: said(draft, `/equipment/${index}/seals/${sealed.seals.length}/number`, text) })
}

const addDangerous = (draft: Draft, text: Field): void => {
  const [goods] = draft.declaration.goods
  if (!goods) return
  for (const [, un, id = '', number, bare] of text.text.matchAll(UN_NUMBERS)) {
    goods.dangerous.push(said(draft, `/goods/0/dangerous/${goods.dangerous.length}`, { text: un ?? bare ?? `${id.toUpperCase()}${number ?? ''}`, at: text.at }))
  }
}
