import { addReference, setAside, type Draft } from './draft.ts'
import { closeLoop, readContainer, readLoaded, readSeals } from './equipment.ts'
import { holdBack, readDanger, readDescription, readGoods, readMarks, readQuantities } from './goods.ts'
import { readNote, readTotals } from './lading.ts'
import { readDestination, readInBond, readReference } from './manifest.ts'
import { readCity, readContact, readMoreName, readParty, readStreet } from './parties.ts'
import { readInBondPort, readPort, readTime } from './places.ts'
import type { Reading } from './reading.ts'

type ReadHere = (draft: Draft, words: Reading) => boolean

// Understood, and of no field: arrivals in bond (M15), people (NM1), permits, charges, measures, letters of credit, counts of containers.
const ASIDE = ['M15', 'NM1', 'X1', 'X2', 'CII', 'VEH', 'L1', 'C2', 'C3', 'QTY', 'MEA', 'PWK', 'M0', 'M1', 'M2', 'Y2', 'Y6', 'G3', 'R2', 'R2A', 'REF', 'W09', 'V4', 'N12', 'L4', 'L11', 'LH1'] as const

/** What the segments of a bill say, in a manifest or in a bill of lading of its own. */
export const IN_BILL: Readonly<Record<string, ReadHere>> = {
  ...Object.fromEntries(ASIDE.map(tag => [tag, setAside])),
  N9: readReference,
  N1: (draft, words) => words.qualifier === 'FS' && draft.declaration.destination === undefined ? readDestination(draft, words) : readParty(draft, words),
  N2: readMoreName,
  N3: readStreet,
  N4: readCity,
  PER: readContact,
  G61: readContact,
  DTM: readTime,
  M12: readInBond,
  P5: readInBondPort,
  R4: readPort,
  VID: readContainer,
  N7: readLoaded,
  M7: readSeals,
  VC: (draft, words) => {
    addReference(draft, 'VIN', words.value(1), words.at)
    return true
  },
  N10: readGoods,
  L0: readQuantities,
  L5: readDescription,
  MAN: readMarks,
  H1: readDanger,
  H2: readNote,
  H3: readNote,
  K1: readNote,
  NTE: readNote,
  C8: readNote,
  L3: (draft, words) => {
    holdBack(draft)
    closeLoop(draft)
    return readTotals(draft, words)
  }
}
