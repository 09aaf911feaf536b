/**
 * The cells of each line, by the tag the line begins with, in their order. Begin here: put down what your own message guide says.
 * All other files call cells by these names; a name that is not here does not compile.
 */
export const layout = {
  HDR: ['version', 'sender', 'recipient', 'reference', 'carrier', 'ship', 'shipName', 'voyage', 'port', 'arrival'],
  BOL: ['number', 'loading', 'discharge', 'consignor', 'consignee', 'description', 'packages', 'kilograms'],
  CNT: ['container', 'seal'],
  END: ['bills']
} as const

export type Tag = keyof typeof layout
export type CellName = (typeof layout)[Tag][number]

/** Whether a line with this tag is one we know. */
export const isTag = (tag: string): tag is Tag => Object.hasOwn(layout, tag)
