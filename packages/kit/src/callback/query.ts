import type { PushQuery } from '@yingwu/protocol'

/** As WeChat writes it: nothing escaped, and every name at its place. */
const LAYOUT =
  /^signature=(\w*)&timestamp=(\w*)&nonce=(\w*)(?:&openid=([\w-]*))?(?:&encrypt_type=(\w*)&msg_signature=(\w*))?$/

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
  const match = LAYOUT.exec(search)
  if (match === null) return parseAny(search)
  const [, signature, timestamp, nonce, openid, encrypt_type, msg_signature] = match
  return { signature, timestamp, nonce, openid, encrypt_type, msg_signature }
}

function parseAny(search: string): PushQuery {
  const query: { -readonly [Name in keyof PushQuery]: PushQuery[Name] } = {}
  for (const parameter of search.split('&')) {
    const cut = parameter.indexOf('=')
    const name = NAMES.find((one) => one === (cut === -1 ? parameter : parameter.slice(0, cut)))
    if (name !== undefined) query[name] ??= cut === -1 ? '' : decode(parameter.slice(cut + 1))
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
