const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1))
    : value

/** JSON whose keys stand in one order: two values with the same content give the same text. */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted) ?? ''
