import type { PushQuery } from '@yingwu/protocol'

const NAMES = new Set([
  'signature',
  'timestamp',
  'nonce',
  'openid',
  'encrypt_type',
  'msg_signature',
  'echostr',
])

/** The parameters of a push, decoded. The first of two with one name counts; broken escapes make it count as absent. */
export function parseQuery(search: string): PushQuery {
  const query: { [name: string]: string } = {}
  const isEscaped = search.includes('%') || search.includes('+')
  for (let start = 0; start < search.length; ) {
    const next = search.indexOf('&', start)
    const end = next === -1 ? search.length : next
    const cut = search.indexOf('=', start)
    const hasValue = cut !== -1 && cut < end
    const name = search.slice(start, hasValue ? cut : end)
    if (NAMES.has(name) && query[name] === undefined) {
      const value = hasValue ? search.slice(cut + 1, end) : ''
      query[name] = isEscaped ? decode(value) : value
    }
    start = end + 1
  }
  return query
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return ''
  }
}
