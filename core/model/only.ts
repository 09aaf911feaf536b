const isMarked = (value: unknown, reader: string | null): boolean =>
  typeof value === 'object' && value !== null && 'only' in value && typeof value.only === 'string' && value.only !== reader

const hasMark = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('only' in value || Object.values(value).some(hasMark))

const kept = (value: unknown, reader: string | null): unknown => {
  if (Array.isArray(value)) return value.filter(item => !isMarked(item, reader)).map(item => kept(item, reader))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => !isMarked(inner, reader)).map(([name, inner]) => [name, kept(inner, reader)]))
}

/** A value without what is marked `only` for another person than the reader; null: for nobody in particular. What holds no mark comes back as it is. */
export const withoutOnly = (value: unknown, reader: string | null): unknown => hasMark(value) ? kept(value, reader) : value
