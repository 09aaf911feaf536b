/** The characters a TrueType font can draw, read from its `cmap` table (OpenType 1.9, "cmap", formats 4 and 12). */
export const charactersOf = (font: Uint8Array): ReadonlySet<number> => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableAt(view, 'cmap')
  const found = new Set<number>()
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const subtable = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    const format = view.getUint16(subtable)
    if (format === 4) readFormat4(view, subtable, found)
    if (format === 12) readFormat12(view, subtable, found)
  }
  return found
}

const tableAt = (view: DataView, tag: string): number => {
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + index * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map(byte => view.getUint8(record + byte)))
    if (name === tag) return view.getUint32(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

/** Segments of the basic plane: end codes, a gap of two bytes, start codes, deltas, offsets into the glyph array. */
const readFormat4 = (view: DataView, at: number, found: Set<number>): void => {
  const bytes = view.getUint16(at + 6)
  for (let segment = 0; segment < bytes; segment += 2) {
    const end = view.getUint16(at + 14 + segment)
    const start = view.getUint16(at + 16 + bytes + segment)
    const delta = view.getUint16(at + 16 + bytes * 2 + segment)
    const offsets = at + 16 + bytes * 3 + segment
    const offset = view.getUint16(offsets)
    for (let code = start; code <= end && code < 0xFFFF; code++) {
      const glyph = offset === 0 ? code + delta : view.getUint16(offsets + offset + (code - start) * 2)
      if ((glyph & 0xFFFF) !== 0) found.add(code)
    }
  }
}

const readFormat12 = (view: DataView, at: number, found: Set<number>): void => {
  for (let group = 0; group < view.getUint32(at + 12); group++) {
    const record = at + 16 + group * 12
    for (let code = view.getUint32(record); code <= view.getUint32(record + 4); code++) found.add(code)
  }
}
