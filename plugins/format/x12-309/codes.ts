// Codes of ANSI X12, the union of the versions: codes that were added or taken away are read in all of them.

/** Data element 91 (M1002): how the cargo is carried. */
export const MODES: ReadonlyMap<string, string> = new Map([
  ['O', 'sea'], ['S', 'sea'], ['VE', 'sea'], ['J', 'road'], ['M', 'road'], ['R', 'rail'], ['A', 'air'], ['U', 'air'], ['I', 'inland-water'], ['W', 'inland-water']
])

/** Data element 897 (M1010, V108): what the vessel's code is. */
export const VESSEL_CODES: ReadonlyMap<string, string> = new Map([['L', 'IMO'], ['C', 'call-sign']])

/** Data element 580 (M1303), or 306 (M1307) where no type is given: what an amendment does to its bill. */
export const AMENDMENTS: ReadonlyMap<string, string> = new Map([
  // A bill that is added is declared whole. One that is deleted is taken back whole, whatever its segments repeat.
  ['A', 'original'], ['D', 'cancel'],
  ['R', 'change'], ['B', 'change'], ['C', 'change'], ['N', 'change'], ['S', 'change'],
  ['1', 'original'], ['2', 'change'], ['3', 'cancel']
])

/** Data element 353 (B2A01): what the sender means by the whole of a bill of lading. */
export const FUNCTIONS = { '00': 'original', '01': 'cancel', '02': 'add', '03': 'delete', '04': 'change', '05': 'replace', '07': 'duplicate' } as const

/** Data element 98 (N101). */
export const ROLES: ReadonlyMap<string, string> = new Map([
  ['SH', 'consignor'], ['CN', 'consignee'], ['UC', 'ultimate-consignee'], ['N1', 'notify'], ['N2', 'notify'], ['NI', 'notify'], ['NP', 'notify'],
  ['CA', 'carrier'], ['FW', 'forwarder'], ['AG', 'agent'], ['CB', 'broker'], ['EX', 'exporter'], ['IM', 'importer'], ['SU', 'supplier'], ['SE', 'seller'],
  ['BY', 'buyer'], ['MF', 'manufacturer'], ['ST', 'delivery'], ['BT', 'payer'], ['OW', 'owner']
])

/** Data element 66 (N103): who gave a party its code. */
export const SCHEMES: ReadonlyMap<string, string> = new Map([['1', 'DUNS'], ['9', 'DUNS'], ['2', 'SCAC'], ['24', 'EIN']])

/** Data element 365 (PER03 and so on, G6103). */
export const CHANNELS: ReadonlyMap<string, string> = new Map([['TE', 'telephone'], ['WP', 'telephone'], ['FX', 'fax'], ['EM', 'e-mail'], ['CP', 'mobile'], ['TL', 'telex']])

/** Data element 115 (R401) and its like in P501: the field a place goes to, the surest first. */
export const PLACES: ReadonlyMap<string, { readonly field: 'loading' | 'discharge' | 'origin' | 'destination', readonly rank: number }> = new Map([
  ['L', { field: 'loading', rank: 0 }], ['D', { field: 'discharge', rank: 0 }],
  ['R', { field: 'origin', rank: 0 }], ['O', { field: 'origin', rank: 1 }],
  ['E', { field: 'destination', rank: 0 }], ['M', { field: 'destination', rank: 1 }]
])

/** The same: what the ship does there. */
export const CALLS: ReadonlyMap<string, string> = new Map([['L', 'load'], ['D', 'discharge'], ['T', 'transit']])

/** Data element 374 (DTM01): how sure the time of a call is. */
export const CALL_TIMES: ReadonlyMap<string, string> = new Map([
  ['139', 'estimated'], ['369', 'estimated'], ['371', 'estimated'], ['140', 'actual'], ['370', 'actual'], ['372', 'actual']
])

/** Data element 188, where its letter means another unit elsewhere. */
export const MASS_UNITS: ReadonlyMap<string, string> = new Map([['E', 'TNE'], ['S', 'STN'], ['T', 'LTN']])

/** Data element 184. */
export const VOLUME_UNITS: ReadonlyMap<string, string> = new Map([['X', 'MTQ'], ['E', 'FTQ'], ['N', 'INQ'], ['L', 'LTR'], ['G', 'GLL']])

/** Data element 581 (M1201): 61 immediate transportation, 62 transportation and exportation, 63 immediate exportation. */
export const IN_BOND: ReadonlyMap<string, string> = new Map([['61', 'transit'], ['62', 'transit'], ['63', 'transhipment']])

/** Data element 578 (VID10): loaded or empty. */
export const FULLNESS: ReadonlyMap<string, string> = new Map([['L', 'full'], ['E', 'empty']])
