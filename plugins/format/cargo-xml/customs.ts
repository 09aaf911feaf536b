import type { Declaration, XmlElement } from 'wco-cts'
import { addReference, fill, said, type Draft } from './draft.ts'
import { all, capital, meaning, take, type Words } from './nodes.ts'
import { addContact, addIdentifier, partyOf } from './parties.ts'

/** Reads the Customs notes of a consignment: each as it stands, then what it says of a party, a seal, dangerous goods or another document. Parties, goods and ULDs must have been read before. */
export const readCustoms = (draft: Draft, consignment: XmlElement): void => {
  const { customs } = draft.declaration
  let unit = ''
  for (const note of all(consignment, 'IncludedCustomsNote')) {
    const line = {
      country: capital(take(draft.used, note, 'CountryID')),
      subject: capital(take(draft.used, note, 'SubjectCode')),
      content: capital(take(draft.used, note, 'ContentCode')),
      text: take(draft.used, note, 'Content')
    }
    const entry: Declaration['customs'][number] = {}
    fill(draft, `/customs/${customs.push(entry) - 1}`, entry, line)
    if (line.subject?.text === 'ULD' && line.content?.text === 'I') unit = line.text?.text ?? ''
    if (line.text) interpret(draft, line.subject, line.content?.text ?? '', line.text, unit)
  }
}

const ROLES: Readonly<Record<string, string | undefined>> = { SHP: 'consignor', CNE: 'consignee', NFY: 'notify', AGT: 'forwarder', IMP: 'importer', EXP: 'exporter', DCL: 'declarant' }
const REFERENCES: Readonly<Record<string, string | undefined>> = { M: 'MRN', U: 'UCR' }
const CONTACTS: Readonly<Record<string, string | undefined>> = { CP: 'CP', CT: 'TE', VP: 'TE', CE: 'EM' }
/** Names of tax and trader numbers that senders write before the number; none of them is in the standard. */
const NAMED = /^(TAX|VAT|EORI|EIN|TIN|USCI|CNPJ|CPF|RUC|NIT|CUIT|GST|IEC|PAN)(?:[ .:+]+|(?=[A-Z]{0,2}\d))([A-Z0-9].*)$/i
const UN_NUMBERS = /\b(?:UN ?(\d{4})|(ID) ?(\d{4}))\b/gi

const interpret = (draft: Draft, subject: Words | undefined, content: string, text: Words, unit: string): void => {
  const role = subject && ROLES[subject.text]
  const reference = REFERENCES[content]
  if (content === 'N') addSeal(draft, unit, text)
  else if (subject?.text === 'DNR' && (content === 'D' || content === 'DR')) addDangerous(draft, text)
  else if (reference !== undefined) addReference(draft, reference, text)
  else if (subject && role !== undefined) readOfParty(draft, role, subject, content, text)
}

const readOfParty = (draft: Draft, role: string, subject: Words, content: string, text: Words): void => {
  const kind = CONTACTS[content]
  const identifies = content === 'T' || content === 'E'
  if (kind === undefined && !identifies) return
  const { party, pointer } = partyOf(draft, role, subject)
  if (kind !== undefined) return addContact(draft, pointer, party, kind, text)
  const [, scheme = content === 'E' ? 'AEO' : 'TIN', value = text.text] = NAMED.exec(text.text) ?? []
  addIdentifier(draft, pointer, party, meaning(scheme.toUpperCase(), text), meaning(value, text))
}

const addSeal = (draft: Draft, unit: string, text: Words): void => {
  const { equipment } = draft.declaration
  const index = Math.max(0, equipment.findIndex(({ number }) => number === unit))
  const sealed = equipment[index]
  if (!sealed) addReference(draft, 'seal', text)
  else sealed.seals.push({ number: said(draft, `/equipment/${index}/seals/${sealed.seals.length}/number`, text) })
}

const addDangerous = (draft: Draft, text: Words): void => {
  const [goods] = draft.declaration.goods
  if (!goods) return
  for (const [, un, id = '', number = ''] of text.text.matchAll(UN_NUMBERS)) {
    goods.dangerous.push(said(draft, `/goods/0/dangerous/${goods.dangerous.length}`, meaning(un ?? `${id.toUpperCase()}${number}`, text)))
  }
}
