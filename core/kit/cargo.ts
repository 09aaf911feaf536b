import { codeOf, commodityOf, countOf, countryOf, dangerousOf, eachSaid, equipmentOf, massOf, only, said, volumeOf } from './resolve.ts'

interface DeclaredParty {
  readonly role?: string
  readonly roleDeclared?: string
  readonly name?: string
  readonly address?: string
  readonly city?: string
  readonly region?: string
  readonly postcode?: string
  readonly country?: string
  readonly identifiers: readonly { readonly scheme?: string, readonly value: string }[]
  readonly contacts: readonly { readonly kind?: string, readonly value: string }[]
}

interface DeclaredGoods {
  readonly line?: string
  readonly description?: string
  readonly commodity: readonly string[]
  readonly packages?: string
  readonly packageKind?: string
  readonly mass?: string
  readonly massUnit?: string
  readonly netMass?: string
  readonly volume?: string
  readonly volumeUnit?: string
  readonly marks?: string
  readonly origin?: string
  readonly dangerous: readonly string[]
  readonly equipment: readonly { readonly number: string }[]
}

interface DeclaredEquipment {
  readonly number?: string
  readonly category?: string
  readonly type?: string
  readonly fullness?: string
  readonly seals: readonly { readonly number: string }[]
  readonly mass?: string
  readonly massUnit?: string
  readonly tare?: string
  readonly verifiedMass?: string
}

/** Parties resolved. One that says nothing is left out; `SAME AS CONSIGNEE` becomes what it stands for. */
export const partiesOf = (declared: readonly DeclaredParty[]): ReturnType<typeof partyOf>[] => {
  const parties = declared.map(partyOf).filter(({ name, address, identifiers, contacts }) => name ?? address ?? identifiers[0] ?? contacts[0])
  const named = parties.filter(({ name }) => name !== undefined && !SAME.test(name))
  const resolved: ReturnType<typeof partyOf>[] = []
  for (const party of parties) {
    const other = SAME.exec(party.name ?? '')?.[1]?.toLowerCase()
    const meant = other === 'above' ? resolved.at(-1) : named.find(({ role }) => other !== undefined && role === ROLES[other])
    resolved.push(meant === undefined ? party : { ...meant, role: party.role })
  }
  return resolved
}

/** Goods resolved, with their lines counted anew where the declared ones do not tell them apart. */
export const goodsOf = (declared: readonly DeclaredGoods[]): ReturnType<typeof itemOf>[] => {
  const items = declared.map(itemOf)
  const lines = declared.map(({ line }) => countOf(line) ?? 0)
  const apart = new Set(lines).size === lines.length && lines.every(line => line > 0)
  return apart ? items.map((item, index) => ({ ...item, line: lines[index] ?? item.line })) : items
}

/** Equipment resolved: each number once, with all that was said of it; one without a number is left out. */
export const allEquipmentOf = (declared: readonly DeclaredEquipment[]): NonNullable<ReturnType<typeof pieceOf>>[] => {
  const pieces = new Map<string, NonNullable<ReturnType<typeof pieceOf>>>()
  for (const one of declared) {
    const piece = pieceOf(one)
    const known = piece && pieces.get(piece.number)
    if (piece) pieces.set(piece.number, known ? { ...piece, ...known, seals: [...new Set([...known.seals, ...piece.seals])] } : piece)
  }
  return [...pieces.values()]
}

const partyOf = (party: DeclaredParty) => only({
  role: said(party.role) ?? codeOf(party.roleDeclared) ?? 'other',
  name: said(party.name),
  address: said(party.address),
  city: eachSaid([party.city, party.region]).join(', ') || undefined,
  postcode: codeOf(party.postcode),
  country: countryOf(party.country),
  identifiers: party.identifiers.flatMap(({ scheme, value }) => {
    const known = codeOf(value)
    return known === undefined ? [] : [{ scheme: said(scheme) ?? 'other', value: known }]
  }),
  contacts: party.contacts.flatMap(({ kind, value }) => {
    const known = said(value)
    return known === undefined ? [] : [{ kind: said(kind) ?? 'other', value: known }]
  })
})

const itemOf = (item: DeclaredGoods, index: number) => only({
  line: index + 1,
  description: said(item.description),
  commodity: eachSaid(item.commodity, commodityOf),
  packages: countOf(item.packages),
  packageKind: codeOf(item.packageKind),
  grossKilograms: massOf(item.mass, item.massUnit),
  netKilograms: massOf(item.netMass, item.massUnit),
  cubicMetres: volumeOf(item.volume, item.volumeUnit),
  marks: said(item.marks),
  origin: countryOf(item.origin),
  dangerous: eachSaid(item.dangerous, dangerousOf),
  equipment: eachSaid(item.equipment.map(({ number }) => number), equipmentOf)
})

const pieceOf = (piece: DeclaredEquipment) => {
  const number = equipmentOf(piece.number)
  return number === undefined ? null : only({
    number,
    category: codeOf(piece.category),
    type: codeOf(piece.type),
    fullness: FULLNESS.get(codeOf(piece.fullness) ?? ''),
    seals: eachSaid(piece.seals.map(seal => seal.number), codeOf),
    grossKilograms: massOf(piece.mass, piece.massUnit),
    tareKilograms: massOf(piece.tare, piece.massUnit),
    verifiedKilograms: massOf(piece.verifiedMass, piece.massUnit)
  })
}

const SAME = /^same as (?:the )?(consignee|consignor|shipper|notify|above)\b/i
const ROLES: Readonly<Record<string, string>> = { consignee: 'consignee', consignor: 'consignor', shipper: 'consignor', notify: 'notify' }

// Words, then UN/EDIFACT 8169 (4 empty, 5 full, 7 full with several consignments, 8 with one) and X12's load status.
const FULLNESS: ReadonlyMap<string, 'full' | 'empty' | 'part'> = new Map([
  ['FULL', 'full'], ['EMPTY', 'empty'], ['PART', 'part'], ['4', 'empty'], ['5', 'full'], ['7', 'part'], ['8', 'full'], ['E', 'empty'], ['L', 'full']
])
