/** Turns a call and its parameters into what goes over the wire, by the contract's table. */
import type { Endpoint } from '@yingwu/protocol/contract'
import { ConfigError } from '../errors.ts'
import type { Random } from '../random.ts'
import { baseOf, type Hosts } from './hosts.ts'
import type { LoadedFile } from './files.ts'
import { type Part, writeMultipart } from './multipart.ts'

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
  /** By which WeChat knows a message again, if it does. */
  sendId?: string
}

export interface Account {
  appId: string
  appSecret: string
}

/** Fills in what the account and the contract know, and divides the parameters between URL and body. */
export function toCall(id: string, endpoint: Endpoint, params: Params, account: Account): Call {
  const all = filledIn(endpoint, params, account)
  const { query: names, body: kind } = endpoint
  if (kind === 'none') return { id, route: endpoint, query: { ...pick(all, names), ...all }, body: {} }
  if (names.length === 0) return { id, route: endpoint, query: {}, body: all }
  const rest = Object.entries(all).filter(([name]) => !names.includes(name))
  return { id, route: endpoint, query: pick(all, names), body: Object.fromEntries(rest) }
}

function filledIn({ fixed, credentials }: Endpoint, params: Params, account: Account): Params {
  if (!fixed && !credentials) return params
  const own = Object.entries(credentials ?? {}).map(([name, kind]) => [
    name,
    kind === 'appid' ? account.appId : account.appSecret,
  ])
  return { ...params, ...fixed, ...Object.fromEntries(own) }
}

function pick(all: Params, names: readonly string[]): Params {
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}

/** The address of a call or page; parameters in the contract's order, undefined ones left out. */
export function toUrl({ route, query }: Call, hosts: Hosts, token?: string): string {
  let search = token === undefined ? '' : `?access_token=${encodeURIComponent(token)}`
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const pair = `${encodeURIComponent(name)}=${encodeURIComponent(toText(value).toWellFormed())}`
    search += `${search === '' ? '?' : '&'}${pair}`
  }
  const fragment = route.fragment === undefined ? '' : `#${route.fragment}`
  return `${baseOf(hosts, route.host)}${route.path}${search}${fragment}`
}

/** Body and content type, made once however often the call is sent. */
export interface Payload {
  contentType: string
  body: string | Uint8Array<ArrayBuffer>
}

/** @throws ConfigError when a parameter cannot be written */
export function toPayload(call: Call, random: Random): Payload | undefined {
  const { body: kind } = call.route
  if (kind === 'json') return { contentType: 'application/json', body: toJson(call) }
  if (kind === 'raw') return { contentType: 'text/plain; charset=utf-8', body: toText(call.body['body']) }
  if (kind === 'none') return undefined
  const { contentType, bytes } = writeMultipart(toParts(call), random)
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
    if (isLoadedFile(value)) return { name, file: value }
    if (!route.files?.includes(name)) {
      return { name, text: toText(value) }
    }
    throw new ConfigError({
      zh: `${id} 的 ${name} 必须是文件：Blob、Uint8Array、流、{ path } 或 { data, filename, contentType }`,
      en: `${name} of ${id} must be a file: Blob, Uint8Array, a stream, { path } or { data, filename, contentType }`,
    })
  })
}

function isLoadedFile(value: unknown): value is LoadedFile {
  return typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
