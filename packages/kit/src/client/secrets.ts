/** Keeps tokens and secrets out of errors: every URL of the API holds one. */

/** Takes secrets out of a text. */
export type Scrub = (text: string) => string

const SECRET_PARAMS = ['access_token', 'refresh_token', 'secret', 'appsecret', 'code']
const SECRET_IN_URL = new RegExp(`\\b(${SECRET_PARAMS.join('|')})=[^&\\s"'<>]+`, 'g')
const MAX_CAUSES = 5
/** Real ones have 32 characters and more; a visitor's made-up `code=1` must not blot out every 1. */
const SHORTEST_SECRET = 6

/** Scrubs these secrets, the secret parameters among `params`, and whatever looks like one in a URL. */
export function createScrub(
  secrets: readonly (string | undefined)[],
  params: Readonly<Record<string, unknown>> = {},
): Scrub {
  const values = [...secrets, ...SECRET_PARAMS.map((name) => params[name])]
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length >= SHORTEST_SECRET)
  const forms = new Set(values.flatMap((value) => [value, encodeURIComponent(value)]))
  return function scrub(text) {
    let clean = text.replace(SECRET_IN_URL, '$1=***')
    for (const form of forms) clean = clean.replaceAll(form, '***')
    return clean
  }
}

/**
 * A copy of a foreign error to keep as `cause`: name, message, code, stack and causes, without secrets. A copy,
 * because an HTTP client may hang the request with its URL on the error.
 */
export function toSafeCause(thrown: unknown, scrub: Scrub, depth = 1): Error {
  if (!(thrown instanceof Error)) return new Error(scrub(String(thrown)))
  const parts: unknown[] = thrown instanceof AggregateError ? thrown.errors : []
  const message = [thrown.message, ...parts.map((part) => (part instanceof Error ? part.message : ''))]
    .filter((text) => text !== '')
    .join('; ')
  const hasCause = thrown.cause !== undefined && depth < MAX_CAUSES
  const copy = new Error(
    scrub(message),
    hasCause ? { cause: toSafeCause(thrown.cause, scrub, depth + 1) } : {},
  )
  copy.name = thrown.name
  if (thrown.stack !== undefined) copy.stack = scrub(thrown.stack)
  const code = 'code' in thrown && typeof thrown.code === 'string' ? { code: scrub(thrown.code) } : {}
  return Object.assign(copy, code)
}
