import type { Services } from './edifact-services.ts'

/** The parts of a segment. `elements` begins after the tag; `repeated` holds what stood beyond a repetition separator, by element. */
export interface Parts {
  readonly tag: string
  readonly elements: readonly (readonly string[])[]
  readonly repeated?: ReadonlyMap<number, readonly (readonly string[])[]>
  /** More components stood there than the limit allows; what is beyond it is left out. */
  readonly tooMany: boolean
}

/** Parts a segment at its separators and takes its release characters away. */
export const split = (text: string, services: Services, most: number): Parts =>
  limited(((services.release !== '' && text.includes(services.release)) || (services.repetition !== '' && text.includes(services.repetition)))
    ? carefully(text, services)
    : plainly(text, services), most)

const plainly = (text: string, { element, component }: Services): Parts => {
  const pieces = text.split(element)
  const elements: string[][] = []
  for (let i = 1; i < pieces.length; i += 1) {
    const piece = pieces[i] ?? ''
    elements.push(piece.includes(component) ? piece.split(component) : [piece])
  }
  return { tag: tagOf(pieces[0] ?? '', component), elements, tooMany: false }
}

const carefully = (text: string, { element, component, release, repetition }: Services): Parts => {
  const all: string[][][] = [[[]]]
  let value = ''
  const close = (): void => {
    all.at(-1)?.at(-1)?.push(value)
    value = ''
  }
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] ?? ''
    if (character === release && release !== '') {
      i += 1
      value += text[i] ?? ''
    } else if (character === element || character === component || (character === repetition && repetition !== '')) {
      close()
      if (character === element) all.push([[]])
      else if (character === repetition) all.at(-1)?.push([])
    } else value += character
  }
  close()
  const [head = [], ...rest] = all
  const repeated = new Map(rest.flatMap((times, i) => times.length > 1 ? [[i, times.slice(1)] as const] : []))
  const parts = { tag: head[0]?.[0] ?? '', elements: rest.map(([first = ['']]) => first), tooMany: false }
  return repeated.size > 0 ? { ...parts, repeated } : parts
}

const limited = (all: Parts, most: number): Parts => {
  let left = most
  for (const parts of all.elements) left -= parts.length
  if (left >= 0) return all
  left = most
  const elements = all.elements.flatMap(parts => {
    const kept = parts.slice(0, Math.max(0, left))
    left -= parts.length
    return kept.length > 0 ? [kept] : []
  })
  return { tag: all.tag, elements, tooMany: true }
}

const tagOf = (head: string, component: string): string => {
  const end = head.indexOf(component)
  return end < 0 ? head : head.slice(0, end)
}
