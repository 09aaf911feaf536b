import { xmlElements, xmlRoot, type Issue, type ManifestFormat, type Read, type XmlElement } from 'wco-cts'
import { readBill } from './bill.ts'
import { reportOf, totalsOf, type Counted, type General } from './general.ts'
import { isNamed, placeOf } from './nodes.ts'

/** UNCTAD ASYCUDA World: manifest (Awmds) and degroupage (Awbolds), as carriers, agents and forwarders upload them. */
export const asycudaXml = ({ fallbackCharset }: { readonly fallbackCharset: string }): ManifestFormat => ({
  id: 'asycuda-xml',
  modes: ['sea', 'air', 'road', 'rail', 'inland-water'],
  recognize: ({ bytes }) => {
    const root = xmlRoot(bytes)
    return root === null || kindOf(root) === null ? 0 : root.namespace === '' ? 0.95 : 0.8
  },
  parse: (bytes, issue) => parse(bytes, issue, fallbackCharset)
})

const kindOf = (root: XmlElement): General['kind'] | null => isNamed(root, 'Awmds') ? 'Awmds' : isNamed(root, 'Awbolds') ? 'Awbolds' : null

async function * parse (bytes: AsyncIterable<Uint8Array>, issue: (issue: Issue) => void, fallback: string): AsyncGenerator<Read> {
  let general: General | null = null
  let reported = false
  const counted: Counted = { bills: 0, packages: 0, mass: 0, containers: new Set(), numbers: new Set() }
  for await (const met of xmlElements(bytes, issue, names => names.length > 1, { fallback })) {
    if ('begin' in met) {
      const kind = kindOf(met.begin)
      if (kind === null) issue({ code: 'message-not-read', severity: 'note', at: placeOf(met.begin), params: { kind: met.begin.name.slice(0, 70) } })
      else general = { kind, root: met.begin, segment: undefined, issue }
      continue
    }
    if (!general) continue
    if ('element' in met && !reported && (isNamed(met.element, 'General_segment') || isNamed(met.element, 'Master_bol'))) general = { ...general, segment: met.element }
    if (!reported) yield { report: reportOf(general) }
    reported = true
    if ('end' in met) yield met.end.cut ? { cut: true } : { reportEnd: totalsOf(general, counted) }
    else yield * read(general, counted, met.element)
  }
}

function * read (general: General, counted: Counted, element: XmlElement): Generator<Read> {
  if (isNamed(element, 'Bol_segment')) {
    const declaration = readBill(general, counted, element)
    if (declaration) yield { declaration }
  } else if (element !== general.segment) general.issue({ code: 'element-unread', severity: 'note', at: placeOf(element), params: { path: element.name, text: element.text.slice(0, 70) } })
}
