/** The tree of tags that tells a reading aid what is heading, paragraph, table (ISO 32000-1, 14.8). */
export interface Tags {
  /** An element whose children are what is tagged within `body`. */
  inside (type: string, body: () => Promise<void>): Promise<void>
  /** The same for a body that does not wait. */
  within (type: string, body: () => void): void
  /** An element with what `draw` draws as its content. */
  put (type: string, draw: () => void, options?: { readonly alt?: string, readonly scope?: 'Column' | 'Row' }): void
  /** An element whose content is drawn in several goes, on several pages. */
  begin (type: string): { more (draw: () => void): void, end (): void }
  end (): void
}

/** Opens the tree of a document. */
export const openTags = (doc: PDFKit.PDFDocument): Tags => {
  const root = doc.struct('Document')
  doc.addStructure(root)
  const open = [root]
  const within = (): typeof root => open.at(-1) ?? root
  const enter = (type: string): typeof root => {
    const element = doc.struct(type)
    within().add(element)
    open.push(element)
    return element
  }
  return {
    async inside (type, body) {
      const element = enter(type)
      await body()
      open.pop()
      element.end()
    },
    within (type, body) {
      const element = enter(type)
      body()
      open.pop()
      element.end()
    },
    put (type, draw, options = {}) {
      const element = doc.struct(type, { ...options })
      within().add(element)
      element.add(draw)
      element.end()
    },
    begin (type) {
      const element = doc.struct(type)
      within().add(element)
      return { more: draw => { element.add(draw) }, end: () => { element.end() } }
    },
    end: () => { root.end() }
  }
}
