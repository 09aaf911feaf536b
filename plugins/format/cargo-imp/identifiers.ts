/** The messages this format reads. */
export const kinds = ['FFM', 'FWB', 'FHL'] as const
export type Kind = (typeof kinds)[number]

/** Versions whose layout is known to be read right; others are read all the same, and it is said. */
export const versions: Readonly<Record<Kind, readonly string[]>> = {
  FFM: ['5', '6', '7', '8'],
  FWB: ['9', '10', '11', '12', '13', '14', '15', '16', '17'],
  FHL: ['2', '3', '4', '5']
}

/** Line identifiers of each message. FWB in the order of version 17. SHP, CNE and `/NG` in an FFM are no standard, but some send them. */
export const identifiers: Readonly<Record<Kind, readonly string[]>> = {
  FFM: ['ULD', 'DIM', 'OSI', 'SSR', 'COR', 'OCI', 'SHP', 'CNE', 'NFY', 'CONT', 'LAST'],
  FWB: ['FLT', 'RTG', 'SHP', 'CNE', 'AGT', 'SSR', 'NFY', 'ACC', 'CVD', 'RTD', 'OTH', 'PPD', 'COL', 'CER', 'ISU', 'OSI', 'CDC', 'REF', 'COR', 'COI', 'SII', 'ARD', 'SPH', 'NOM', 'SRI', 'OPI', 'OCI'],
  FHL: ['MBI', 'HBS', 'TXT', 'HTS', 'OCI', 'SHP', 'CNE', 'NFY', 'CVD']
}

/** Lines inside a party of FWB/17 and FHL/5. */
export const partyLines = ['NAM', 'ADR', 'LOC'] as const

/** Lines of free text: what follows one without an identifier was wrapped off it. */
export const freeText = ['SSR', 'OSI', 'ACC', 'TXT', 'CER', 'NOM', 'OPI', 'SHP', 'CNE', 'NFY', 'AGT', 'NAM', 'ADR'] as const

/** Cargo-IMP and ground messages that may stand in the same file and are no declaration of cargo. */
export const others = ['FSU', 'FSA', 'FSR', 'FMA', 'FNA', 'FBL', 'FBR', 'FAD', 'FCC', 'FDA', 'FDC', 'FDD', 'FDM', 'FFA', 'FFC', 'FFR', 'FMB', 'FRC', 'FRH', 'FRI', 'FRP', 'FRX', 'FSB', 'FSC', 'FSI', 'FSN', 'FXX', 'FER', 'UCM', 'SCM', 'LDM', 'CPM', 'MVT'] as const

/** An AWB number as it begins a line: hyphen, blank or nothing between prefix and serial; a lone letter before it in home-made messages. */
export const AWB_LINE = /^(?:[A-Z]\/)?\d{3}[- ]?\d{4,}/i
