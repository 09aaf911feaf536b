/** What is read, answered or assessed again: a death is counted to it. */
export interface AtHand { readonly message?: string, readonly answering?: string, readonly consignments?: readonly string[] }

/** Tells who watches what is at hand. */
export type Watched = (atHand: AtHand) => void
