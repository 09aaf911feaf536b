/** One bill of a sea manifest. */
export interface Bill { readonly number: string, readonly goods?: string, readonly consignor?: string, readonly consignee?: string, readonly container?: string, readonly packages?: number, readonly kilograms?: number }

/** A sea manifest: its transmission reference, its function (`9` original, `5` replacement, `4` change, `1` cancellation), when it was prepared, and its bills. */
export interface Sea { readonly reference: string, readonly function?: '9' | '5' | '4' | '1', readonly prepared?: string, readonly manifest?: string, readonly ship?: string, readonly bills: readonly Bill[] }

const billOf = ({ number, goods = 'COTTON SHIRTS', consignor = 'LOTUS FURNITURE CO LTD', consignee = 'ALPHA TRADING', container, packages = 100, kilograms = 12000 }: Bill, index: number): string[] => [
  `CNI+${index + 1}+${number}`, `RFF+BM:${number}`, 'LOC+9+CNSHA', 'LOC+11+ZZDEM',
  `NAD+CZ+++${consignor}+12 HARBOUR ROAD+SHANGHAI+++CN`, `NAD+CN+++${consignee}+1 MARKET ST+PORT DEMO+++ZZ`,
  `GID+1+${packages}:CT`, `FTX+AAA+++${goods}`, `MEA+AAE+G+KGM:${kilograms}`, ...(container === undefined ? [] : [`SGP+${container}+${packages}`])
]

/** A CUSCAR manifest of a ship that is still at sea. */
export const sea = ({ reference, function: what = '9', prepared = '202612010900', manifest = 'MAN7001', ship = 'MV SAMPLE', bills }: Sea): string => {
  const containers = [...new Set(bills.flatMap(({ container }) => container ?? []))]
  const body = [
    `BGM+85+${manifest}+${what}`, ...(prepared === '' ? [] : [`DTM+137:${prepared}:203`]), 'NAD+CA+ABCD:172:20', `TDT+20+V101+1++ABCD:172:20+++9074729:146::${ship}`,
    'LOC+9+CNSHA', 'LOC+60+ZZDEM', 'DTM+132:209912051200:203',
    ...containers.flatMap(number => [`EQD+CN+${number}+45G1:102:5++3+5`, 'SEL+SEAL01+CA']),
    ...bills.flatMap(billOf), `CNT+16:${bills.length}`
  ]
  return [`UNB+UNOA:2+CARRIER+CUSTOMS+261201:0900+${reference}`, 'UNH+1+CUSCAR:D:95B:UN', ...body, `UNT+${body.length + 2}+1`, `UNZ+1+${reference}`].map(segment => `${segment}'`).join('\n')
}

/** Another container of the same owner, with its check digit (ISO 6346). */
export const containerAt = (index: number): string => {
  const number = `CSQU${String(100000 + index)}`
  const values = [...number].map(letter => /\d/.test(letter) ? Number(letter) : Number(LETTERS[letter]))
  const sum = values.reduce((total, value, place) => total + value * 2 ** place, 0)
  return `${number}${(sum % 11) % 10}`
}

// ISO 6346: letters count from 10 and leave out the multiples of 11.
const LETTERS: Readonly<Record<string, number>> = Object.fromEntries([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, index) => [letter, 10 + index + Math.floor((index + 9) / 10)]))

/** The line of a flight manifest, the waybill and its two houses, of one air waybill. */
export const air = {
  ffm: `FFM/8\n1/ZD418/01DEC2235/FRA/ZZDAB/ZZ/02DEC0710/ZZA\nZZA/02DEC0710/02DEC0915\n909-77001013FRAZZA/T18K1240.0MC7.9/CONSOLIDATION\n/SPX\nLAST\n`,
  fwb: `FWB/17\n909-77001013FRAZZA/T18K1240.0MC7.9\nFLT/ZD418/01\nRTG/ZZAZD\nSHP\nNAM/RHINE CONSOLIDATORS GMBH\nADR/CARGO CITY SUED 543\nLOC/FRANKFURT\n/DE/60549/TE/496955501100\nCNE\nNAM/PORT ALBA FREIGHT SERVICES LTD\nADR/AIRPORT ROAD 12\nLOC/PORT ALBA\n/ZZ/1099/TE/99955501212\nCVD/EUR//PP/NVD/NCV/XXX\nRTD/1/P18/K1240.0/CQ/W1240.0/R2.40/T2976.00\n/NC/CONSOLIDATION\nISU/30NOV26/FRANKFURT\nREF/FRAFMZD\nSPH/SPX/EAP\n`,
  fhl: `FHL/5\nMBI/909-77001013FRAZZA/T18K1240.0\nHBS/RMC2611801/FRAZZA/6/K420.0/24/KITCHEN WARE\nTXT/KITCHEN WARE OF STAINLESS STEEL\nSHP\nNAM/SOLINGEN STEELWARE GMBH\nADR/KLINGENWEG 8\nLOC/SOLINGEN\n/DE/42651/TE/492125550133\nCNE\nNAM/ALBA HOME STORES LTD\nADR/17 QUAY STREET\nLOC/PORT ALBA\n/ZZ/1002/TE/99955503311\n\nFHL/5\nMBI/909-77001013FRAZZA/T18K1240.0\nHBS/RMC2611802/FRAZZA/12/K820.0/36/GARDEN TOOLS\nSHP\nNAM/MAIN RIVER TOOLS GMBH\nADR/UFERWEG 3\nLOC/FRANKFURT\n/DE/60314/TE/496955502244\nCNE\nNAM/PORT ALBA WORKSHOPS LTD\nADR/2 DOCK STREET\nLOC/PORT ALBA\n/ZZ/1003/TE/99955509007\n`
}
