// Codes of the UN/EDIFACT directories D.95B to D.24A, the union of them all: codes that were removed go on being sent.

/** 1153 of RFF: references that are transport documents, and their kind. */
export const DOCUMENT_REFERENCES: ReadonlyMap<string, string> = new Map([
  ['BM', 'bill'], ['MB', 'master-bill'], ['BH', 'house-bill'], ['AWB', 'air-waybill'], ['MWB', 'air-waybill'], ['HWB', 'house-air-waybill'], ['AAM', 'bill']
])

/** 1153 of RFF: a reference that names the master of the consignment it stands in. */
export const MASTERS: ReadonlySet<string> = new Set(['MB', 'MWB'])

/** 1001 of DOC: kinds of transport document. */
export const DOCUMENTS: ReadonlyMap<string, string> = new Map([
  ['703', 'house-air-waybill'], ['704', 'master-bill'], ['705', 'bill'], ['706', 'bill'], ['707', 'bill'], ['710', 'bill'], ['711', 'bill'],
  ['714', 'house-bill'], ['740', 'air-waybill'], ['741', 'air-waybill'], ['760', 'bill'], ['761', 'bill']
])

/** Kinds as they are called when the message is about a flight. */
export const BY_AIR: ReadonlyMap<string, string> = new Map([
  ['bill', 'air-waybill'], ['master-bill', 'air-waybill'], ['house-bill', 'house-air-waybill']
])

/** 8067 of TDT (UNECE Recommendation 19). */
export const MODES: ReadonlyMap<string, string> = new Map([['1', 'sea'], ['2', 'rail'], ['3', 'road'], ['4', 'air'], ['5', 'post'], ['6', 'multimodal'], ['7', 'fixed'], ['8', 'inland-water']])

/** 1225 of BGM: what the sender means by the whole message. */
export const FUNCTIONS = {
  1: 'cancel', 2: 'add', 3: 'delete', 4: 'change', 5: 'replace', 7: 'duplicate', 9: 'original', 31: 'duplicate', 35: 'duplicate', 36: 'change', 43: 'duplicate', 50: 'cancel'
} as const

/** 7365 of GIS and GEI: which movement the cargo makes. */
export const MOVEMENTS: ReadonlyMap<string, string> = new Map([['22', 'export'], ['23', 'import'], ['24', 'transit'], ['28', 'transhipment']])

/** 8249 of EQD: the same, said of a container. */
export const EQUIPMENT_MOVEMENTS: ReadonlyMap<string, string> = new Map([['2', 'export'], ['3', 'import'], ['4', 'on-board'], ['6', 'transhipment']])

/** 8169 of EQD. */
export const FULLNESS: ReadonlyMap<string, string> = new Map([['4', 'empty'], ['5', 'full'], ['7', 'part'], ['8', 'full']])

/** 3035 of NAD; SH is in no directory and is met. */
export const ROLES: ReadonlyMap<string, string> = new Map([
  ['CZ', 'consignor'], ['OS', 'consignor'], ['SH', 'consignor'], ['CN', 'consignee'], ['UC', 'ultimate-consignee'], ['N1', 'notify'], ['N2', 'notify'], ['NI', 'notify'],
  ['CA', 'carrier'], ['RL', 'carrier'], ['CG', 'agent'], ['AG', 'agent'], ['BA', 'agent'], ['FW', 'forwarder'], ['CS', 'consolidator'], ['GO', 'owner'],
  ['IM', 'importer'], ['EX', 'exporter'], ['SU', 'supplier'], ['SE', 'seller'], ['BY', 'buyer'], ['MF', 'manufacturer'], ['DP', 'delivery'], ['ST', 'delivery'],
  ['DT', 'declarant'], ['CB', 'broker'], ['WH', 'warehouse'], ['MS', 'sender'], ['MR', 'recipient'], ['VW', 'responsible'], ['CF', 'equipment-operator'], ['CPE', 'master']
])

/** 3155 of COM. */
export const CHANNELS: ReadonlyMap<string, string> = new Map([['TE', 'telephone'], ['FX', 'fax'], ['EM', 'e-mail'], ['AL', 'mobile'], ['TL', 'telex']])

/** 3227 of LOC in the journey: what the means of transport does there. */
export const CALLS: ReadonlyMap<string, string> = new Map([
  ['5', 'departure'], ['125', 'departure'], ['9', 'load'], ['76', 'load'], ['11', 'discharge'], ['152', 'discharge'], ['170', 'discharge'],
  ['8', 'arrival'], ['60', 'arrival'], ['65', 'arrival'], ['13', 'transit'], ['61', 'transit'], ['92', 'transit'], ['94', 'transit']
])

/** 2005 of DTM in the journey: whether it comes or goes, and how sure that is. */
export const CALL_TIMES: ReadonlyMap<string, { readonly comes: boolean, readonly kind: string }> = new Map([
  ['132', { comes: true, kind: 'estimated' }], ['232', { comes: true, kind: 'scheduled' }], ['178', { comes: true, kind: 'actual' }],
  ['133', { comes: false, kind: 'estimated' }], ['189', { comes: false, kind: 'scheduled' }], ['136', { comes: false, kind: 'actual' }]
])

/** 3227 of LOC in a consignment: the field it goes to, the surest first. */
export const PLACES: ReadonlyMap<string, { readonly field: 'loading' | 'discharge' | 'origin' | 'destination', readonly rank: number }> = new Map([
  ['9', { field: 'loading', rank: 0 }], ['11', { field: 'discharge', rank: 0 }],
  ['88', { field: 'origin', rank: 0 }], ['80', { field: 'origin', rank: 1 }], ['10', { field: 'origin', rank: 2 }], ['76', { field: 'origin', rank: 3 }],
  ['7', { field: 'destination', rank: 0 }], ['83', { field: 'destination', rank: 1 }], ['20', { field: 'destination', rank: 2 }], ['8', { field: 'destination', rank: 3 }]
])

/** 3227 of LOC in a consignment: places of transhipment. */
export const TRANSHIPMENTS: ReadonlySet<string> = new Set(['13', '103'])

/** 6313 of MEA (6311 where it is empty): what is measured. */
export const MEASURES: ReadonlyMap<string, 'mass' | 'netMass' | 'tare' | 'verifiedMass' | 'volume'> = new Map([
  ['G', 'mass'], ['AAB', 'mass'], ['AAC', 'mass'], ['AAD', 'mass'], ['WT', 'mass'], ['AAE', 'mass'], ['AAI', 'mass'], ['PD', 'mass'],
  ['N', 'netMass'], ['AAL', 'netMass'], ['T', 'tare'], ['VGM', 'verifiedMass'], ['AAW', 'volume'], ['ABJ', 'volume'], ['VOL', 'volume']
])

/** 5025 of MOA: amounts that are the value of the goods. */
export const VALUES: ReadonlySet<string> = new Set(['38', '39', '40', '44', '66', '123', '134', '141'])

/** 4237 of CPI. */
export const FREIGHT: ReadonlyMap<string, string> = new Map([['P', 'prepaid'], ['C', 'collect']])
