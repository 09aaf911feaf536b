/** The files one list is published in, side by side in one folder: OFAC's delimited layout. Only the first must be there. */
export interface Layout {
  readonly list: string
  readonly title: string
  readonly entries: string
  readonly names: string
  readonly addresses: string
  readonly comments: string
}

/** The two lists OFAC publishes in this layout. A list whose file is not laid in the folder stays empty. */
export const LAYOUTS: readonly Layout[] = [
  { list: 'ofac-sdn', title: 'OFAC Specially Designated Nationals', entries: 'sdn.csv', names: 'alt.csv', addresses: 'add.csv', comments: 'sdn_comments.csv' },
  { list: 'ofac-consolidated', title: 'OFAC Consolidated (non-SDN)', entries: 'cons_prim.csv', names: 'cons_alt.csv', addresses: 'cons_add.csv', comments: 'cons_comments.csv' }
]
