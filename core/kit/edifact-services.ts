/** The service characters of an interchange (ISO 9735-1, 7.1). An empty release means that there is none. */
export interface Services {
  readonly component: string
  readonly element: string
  readonly release: string
  readonly repetition: string
  readonly terminator: string
}

/** What holds when no UNA says otherwise. */
export const DEFAULT_SERVICES: Services = { component: ':', element: '+', release: '?', repetition: '', terminator: "'" }

/** How far ahead the terminator is looked for before another one is believed. */
export const HEAD = 4096

/** How many characters of a start must be there before it can be judged. */
export const START = 9

/** True where a service string advice stands: UNA, then six characters that are not letters or digits. */
export const isAdvice = (text: string, at: number): boolean => text.startsWith('UNA', at) && ADVICE.test(text.slice(at, at + START))

/** True where an interchange or a group or message can begin, whatever its service characters are. */
export const isStart = (text: string, at: number): boolean => text.startsWith('UN', at) && ENVELOPE.test(text.slice(at, at + 4))

/** The service characters that UNA names. */
export const advised = (text: string, at: number): Services => {
  const [component = ':', element = '+', , release = '?', repetition = ' ', terminator = "'"] = text.slice(at + 3, at + START)
  return { component, element, release: blank(release), repetition: blank(repetition), terminator }
}

/** The service characters of an interchange without UNA: the default ones, level B (ISO 9735-1, annex A), or such as its UNB shows. */
export const shown = (text: string, at: number): Services => {
  const element = text[at + 3] ?? '+'
  if (element === LEVEL_B.element) return LEVEL_B
  if (element === '+' || !text.startsWith('UN', at)) return DEFAULT_SERVICES
  const component = text.startsWith('UNB', at) ? text[at + 8] ?? ':' : ':'
  const next = text.slice(at + 4, at + HEAD).search(new RegExp(`UN[GH][${CLASS.test(element) ? '\\' : ''}${element}]`))
  const before = next < 1 ? '' : text.slice(at + 4, at + 4 + next).trimEnd().slice(-1)
  return { ...DEFAULT_SERVICES, component, element, terminator: before === '' || /\w/.test(before) ? "'" : before }
}

/**
 * The terminator that is really used, looked for in the head of an interchange: a file whose lines are its segments may
 * have lost its apostrophes, and UNA may name another than the file has. The same characters when there is nothing to mend.
 */
export const mended = (services: Services, head: string): Services => {
  if (head.includes(services.terminator)) return services
  const lines = head.split('\n')
  const whole = lines.slice(0, -1).concat(LINE.test(lines.at(-1) ?? '') ? lines.slice(-1) : [])
  const asLines = lines.length > 1 && whole.every(line => line.trim() === '' || (LINE.test(line) && line.trimStart()[3] === services.element))
  if (asLines) return { ...services, terminator: '\n' }
  return head.includes("'") ? { ...services, terminator: "'" } : services
}

const LEVEL_B: Services = { component: '\u001f', element: '\u001d', release: '', repetition: '', terminator: '\u001c' }
const ADVICE = /^UNA[^A-Za-z0-9]{6}$/
const ENVELOPE = /^UN[BGH][^A-Za-z0-9]$/
const LINE = /^\s*[A-Z]{3}[^A-Za-z0-9]/
const CLASS = /[\\\]^-]/

const blank = (character: string): string => character === ' ' ? '' : character
