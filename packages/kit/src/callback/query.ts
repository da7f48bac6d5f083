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
  for (const pair of search.split('&')) {
    const cut = pair.indexOf('=')
    const name = cut === -1 ? pair : pair.slice(0, cut)
    if (!NAMES.has(name) || query[name] !== undefined) continue
    const value = cut === -1 ? '' : pair.slice(cut + 1)
    query[name] = value.includes('%') || value.includes('+') ? decode(value) : value
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
