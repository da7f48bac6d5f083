/** Reads WeChat's JSON without losing digits. */

export type JsonRecord = Record<string, unknown>

/**
 * Parses an answer. Integers beyond 2^53 become texts with all their digits, and so do those under a name in
 * `int64` whatever their size, so that an id has one type.
 *
 * @throws SyntaxError
 */
export function parseAnswer(text: string, int64: readonly string[] = []): unknown {
  const isPlain = int64.length === 0 && !/\d{16}/.test(text)
  if (isPlain) return JSON.parse(text)
  return JSON.parse(text, (name, value: unknown, context?: { source?: string }) => {
    const isBig = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    if (!isBig && !(typeof value === 'number' && int64.includes(name))) return value
    return context?.source ?? String(value)
  })
}

export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
