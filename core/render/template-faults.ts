/** A fault of a template, with the line it stands on. */
export interface TemplateFault { readonly line: number, readonly fault: string }

/**
 * What is dangerous in a template's source. Handlebars escapes for HTML text and quoted attributes and for nothing else
 * (ASVS 5.0, 1.2.1 to 1.2.3), so a value may stand only there; an address must begin with a known path or come from `url`.
 */
export const faultsInTemplate = (source: string): readonly TemplateFault[] => {
  const faults: TemplateFault[] = []
  let place: Place = { at: 'text' }
  for (let index = 0; index < source.length;) {
    const step = stepAt(source, index, place)
    if (step.fault) faults.push({ line: source.slice(0, index).split('\n').length, fault: step.fault })
    place = step.place
    index += Math.max(1, step.length)
  }
  return faults
}

type Place =
  | { readonly at: 'text' }
  | { readonly at: 'raw', readonly element: string, readonly data: boolean }
  | { readonly at: 'tag', readonly element: string, readonly opened: string }
  | { readonly at: 'value', readonly quote: string, readonly name: string, readonly fresh: boolean, readonly tag: Place & { at: 'tag' } }

interface Step { readonly length: number, readonly place: Place, readonly fault?: string }

const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'ping'])
const MUSTACHE = /^\{\{!--[\s\S]*?--\}\}|^\{\{[\s\S]*?\}\}+/
const NAME = /([^\s"'=<>/{}]+)\s*=\s*$/

const stepAt = (source: string, index: number, place: Place): Step => {
  const rest = source.slice(index, index + 4000)
  if (rest.startsWith('{{')) return { ...mustache(rest, place) }
  if (place.at === 'text') return inText(rest, place)
  if (place.at === 'raw') return inRaw(rest, place)
  if (place.at === 'tag') return inTag(source, index, place)
  if (rest.startsWith(place.quote)) return { length: 1, place: place.tag }
  return { length: 1, place: { ...place, fresh: place.fresh && !startsSafely(rest, place) } }
}

const mustache = (rest: string, place: Place): Step => {
  const whole = MUSTACHE.exec(rest)?.[0] ?? rest
  const inner = whole.replace(/^\{\{~?/, '')
  const length = whole.length
  if (inner.startsWith('!')) return { length, place }
  if (inner.startsWith('{') || inner.startsWith('&')) return { length, place, fault: 'a value is written without escaping' }
  const structure = /^\s*([#/^>]|else\b)/.test(inner)
  if (place.at === 'raw') return { length, place, ...(place.data && /^\s*json\s/.test(inner) ? {} : { fault: `a value stands inside <${place.element}>` }) }
  if (place.at === 'tag') return { length, place, ...(structure ? {} : { fault: 'a value stands in a tag outside quotes' }) }
  if (place.at !== 'value') return { length, place, ...(/^\s*json\s/.test(inner) ? { fault: 'json stands outside <script type="application/json">' } : {}) }
  if (/^on|^style$|^srcdoc$/.test(place.name)) return { length, place, fault: `a value stands in the attribute ${place.name}` }
  if (structure) return { length, place: /^\s*else/.test(inner) ? { ...place, fresh: true } : place }
  if (ADDRESSES.has(place.name) && place.fresh && !/^\s*(url|asset)\s/.test(inner)) return { length, place, fault: `the address in ${place.name} begins with a value that url has not judged` }
  return { length, place: { ...place, fresh: false } }
}

// `/` alone before a value could become `//elsewhere.example`.
const startsSafely = (rest: string, place: Place): boolean =>
  place.at === 'value' && (!ADDRESSES.has(place.name) || /^(\/[\w?#-]|[?#]|mailto:)/.test(rest))

const inText = (rest: string, place: Place): Step => {
  if (rest.startsWith('<!--')) return { length: Math.max(rest.indexOf('-->') + 3, 4), place }
  const opened = /^<([a-z][\w-]*)/i.exec(rest)
  return opened ? { length: opened[0].length, place: { at: 'tag', element: (opened[1] ?? '').toLowerCase(), opened: rest.slice(0, rest.indexOf('>') + 1) } } : { length: 1, place }
}

const inRaw = (rest: string, place: Place & { at: 'raw' }): Step =>
  rest.toLowerCase().startsWith(`</${place.element}`) ? { length: place.element.length + 2, place: { at: 'text' } } : { length: 1, place }

const inTag = (source: string, index: number, place: Place & { at: 'tag' }): Step => {
  const character = source[index]
  const name = NAME.exec(source.slice(Math.max(0, index - 80), index))?.[1]?.toLowerCase()
  if (character === '>') {
    const raw = place.element === 'script' || place.element === 'style'
    return { length: 1, place: raw ? { at: 'raw', element: place.element, data: /type="application\/json"/.test(place.opened) } : { at: 'text' } }
  }
  if (character === '"' || character === "'") return { length: 1, place: { at: 'value', quote: character, name: name ?? '', fresh: true, tag: place } }
  if (name !== undefined && character !== undefined && !/[\s=]/.test(character)) return { length: 1, place, fault: `the attribute ${name} is not quoted` }
  return { length: 1, place }
}
