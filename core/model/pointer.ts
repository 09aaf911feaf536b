const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** Makes a JSON pointer (RFC 6901) of its parts. */
export const pointer = (...parts: readonly (string | number)[]): string =>
  parts.map(part => '/' + String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('')

const inside = (value: unknown, part: string): unknown => {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
  return Object.entries(value).find(([key]) => key === part)?.[1]
}

/** The value a JSON pointer leads to; undefined where there is nothing. */
export const valueAt = (value: unknown, at: string): unknown =>
  at === '' ? value : at.slice(1).split('/').map(unescape).reduce(inside, value)

/** Every place a pointer leads to when a `*` in it stands for any index, with its value: all descriptions of all goods lines. */
export const valuesAt = (value: unknown, pattern: string): { readonly at: string, readonly value: unknown }[] => {
  let found: { at: string, value: unknown }[] = [{ at: '', value }]
  for (const part of pattern.slice(1).split('/').map(unescape)) {
    found = found.flatMap(({ at, value }) => part === '*'
      ? (Array.isArray(value) ? value.map((item: unknown, index) => ({ at: at + pointer(index), value: item })) : [])
      : [{ at: at + pointer(part), value: inside(value, part) }])
  }
  return found.filter(({ value }) => value !== undefined)
}
