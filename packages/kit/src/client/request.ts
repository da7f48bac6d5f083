/** Turns a call and its parameters into what goes over the wire, by the contract's table. */
import type { Endpoint } from '@yingwu/protocol/contract'
import { ConfigError } from '../errors.ts'
import type { Random } from '../random.ts'
import { baseOf, type Hosts } from './hosts.ts'
import { isFileInput, type Part, writeMultipart } from './multipart.ts'

/** Parameters by their names on the wire. */
export type Params = Readonly<Record<string, unknown>>

/** The part of an endpoint that matters for sending. */
export type Route = Pick<
  Endpoint,
  'method' | 'host' | 'path' | 'fragment' | 'auth' | 'body' | 'responseKind' | 'files' | 'int64'
>

/** A call with its parameters where they belong. */
export interface Call {
  /** For errors and logs: `menu.create`. */
  id: string
  route: Route
  query: Params
  body: Params
}

export interface Account {
  appId: string
  appSecret: string
}

/** Fills in what the account and the contract know, and divides the parameters between URL and body. */
export function toCall(id: string, endpoint: Endpoint, params: Params, account: Account): Call {
  const credentials = Object.entries(endpoint.credentials ?? {}).map(([name, kind]) => [
    name,
    kind === 'appid' ? account.appId : account.appSecret,
  ])
  const all: Params = { ...params, ...endpoint.fixed, ...Object.fromEntries(credentials) }
  const names = endpoint.body === 'none' ? Object.keys(all) : []
  const inQuery = new Set([...endpoint.query, ...names])
  return {
    id,
    route: endpoint,
    query: Object.fromEntries([...inQuery].map((name) => [name, all[name]])),
    body: Object.fromEntries(Object.entries(all).filter(([name]) => !inQuery.has(name))),
  }
}

/** The address of a call or page; parameters in the contract's order, undefined ones left out. */
export function toUrl({ route, query }: Call, hosts: Hosts, token?: string): string {
  const params = token === undefined ? query : { access_token: token, ...query }
  const pairs = Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(toText(value).toWellFormed())}`)
  const search = pairs.length > 0 ? `?${pairs.join('&')}` : ''
  const fragment = route.fragment === undefined ? '' : `#${route.fragment}`
  return `${baseOf(hosts, route.host)}${route.path}${search}${fragment}`
}

/** Body and content type, made once however often the call is sent. */
export interface Payload {
  contentType: string
  body: string | Uint8Array<ArrayBuffer>
}

/** @throws ConfigError when a parameter cannot be written */
export async function toPayload(call: Call, random: Random): Promise<Payload | undefined> {
  const { body: kind } = call.route
  if (kind === 'json') return { contentType: 'application/json', body: toJson(call) }
  if (kind === 'raw') return { contentType: 'text/plain; charset=utf-8', body: toText(call.body['body']) }
  if (kind === 'none') return undefined
  const { contentType, bytes } = await writeMultipart(toParts(call), random)
  return { contentType, body: bytes }
}

/**
 * Raw UTF-8 without `\u` escapes, which menus refuse and messages show to the user. `JSON.stringify` escapes only
 * control characters and half surrogate pairs; the latter become U+FFFD.
 */
function toJson({ id, body }: Call): string {
  try {
    const text = JSON.stringify(body)
    return /\\ud[89a-f]/.test(text) ? JSON.stringify(body, wellFormed) : text
  } catch (cause) {
    throw new ConfigError(
      { zh: `${id} 的参数无法写成 JSON`, en: `the parameters of ${id} cannot be written as JSON` },
      { cause },
    )
  }
}

function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

function toParts({ id, route, body }: Call): Part[] {
  const given = Object.entries(body).filter(([, value]) => value !== undefined)
  return given.map(([name, value]) => {
    if (isFileInput(value)) return { name, file: value }
    if (!route.files?.includes(name)) {
      return { name, text: toText(value) }
    }
    throw new ConfigError({
      zh: `${id} 的 ${name} 必须是文件：Blob、Uint8Array 或 { data, filename, contentType }`,
      en: `${name} of ${id} must be a file: Blob, Uint8Array or { data, filename, contentType }`,
    })
  })
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
