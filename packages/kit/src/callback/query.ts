import type { PushQuery } from '@yingwu/protocol'

const NAMES = [
  'signature',
  'timestamp',
  'nonce',
  'openid',
  'encrypt_type',
  'msg_signature',
  'echostr',
] as const satisfies readonly (keyof PushQuery)[]

/** The parameters of a push, decoded. The first of two with one name counts; broken escapes make it count as absent. */
export function parseQuery(search: string): PushQuery {
  const query: { -readonly [Name in keyof PushQuery]: PushQuery[Name] } = {}
  const isEscaped = search.includes('%') || search.includes('+')
  for (let start = 0; start < search.length; ) {
    const next = search.indexOf('&', start)
    const end = next === -1 ? search.length : next
    const cut = search.indexOf('=', start)
    const hasValue = cut !== -1 && cut < end
    const name = nameAt(search, start, hasValue ? cut : end)
    if (name !== undefined && query[name] === undefined) {
      const value = hasValue ? search.slice(cut + 1, end) : ''
      query[name] = isEscaped ? decode(value) : value
    }
    start = end + 1
  }
  return query
}

/** Compared in place: a text of its own for each name would cost more than the comparisons. */
function nameAt(search: string, start: number, end: number): (typeof NAMES)[number] | undefined {
  return NAMES.find((name) => name.length === end - start && search.startsWith(name, start))
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return ''
  }
}
