/** endpoints.ts, fields.ts and later.ts: the contract as data for running programs. */
import { parseWhen } from './conditions.ts'
import type { Contract, Endpoint, Field } from './model.ts'
import { allEndpoints, isFilledIn, paramsOf } from './model.ts'
import { expression, HEADER, quote } from './text.ts'

/** The routing table. It is loaded by every bot, so lists that repeat are shared. */
export function emitEndpoints(contract: Contract): string {
  const shared = new Map<string, string>()
  const share = (values: string[]) => {
    const text = expression(values)
    const name = shared.get(text) ?? `LIST_${shared.size + 1}`
    shared.set(text, name)
    return name
  }
  const rows = allEndpoints(contract).map(
    (endpoint) => `  ${quote(endpoint.id)}: ${route(endpoint, share)},\n`,
  )
  const lists = [...shared].map(([text, name]) => `const ${name} = ${text} as const\n`)
  return `${HEADER}
import type { Endpoint } from '../endpoint.ts'
import type { EndpointId } from './types.ts'

${lists.join('')}
/** Every call by its id. */
export const ENDPOINTS: Readonly<Record<EndpointId, Endpoint>> = {
${rows.join('')}}
`
}

function route(endpoint: Endpoint, share: (values: string[]) => string): string {
  const { method, host, path, fragment, auth, body, responseKind, dailyQuota, sandboxDailyQuota } = endpoint
  const params = paramsOf(endpoint)
  const files = endpoint.request.filter((field) => field.type === 'file').map((field) => field.name)
  const int64 = int64Names(endpoint.response)
  const lists = {
    methodsAccepted: endpoint.methodsAccepted,
    accounts: endpoint.accounts,
    query: endpoint.query.map((field) => field.name),
    files: files.length > 0 ? files : undefined,
    int64: int64.length > 0 ? int64 : undefined,
  }
  const listText = Object.entries(lists).flatMap(([name, values]) =>
    values ? [`${name}: ${share(values)}`] : [],
  )
  const head = expression({
    method,
    host,
    path,
    fragment,
    auth,
    body,
    responseKind,
    credentials: filledIn(params, (field) => field.credential),
    fixed: filledIn(params, (field) => (isFilledIn(field) ? field.const : undefined)),
    dailyQuota,
    sandboxDailyQuota,
    deprecated: endpoint.deprecated || undefined,
    title: endpoint.title,
    titleZh: endpoint.titleZh,
  })
  return head.replace(/ \}$/, `, ${listText.join(', ')} }`)
}

function filledIn(params: Field[], valueOf: (field: Field) => unknown): Record<string, unknown> | undefined {
  const entries = params
    .map((field) => [field.name, valueOf(field)] as const)
    .filter(([, value]) => value !== undefined)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function int64Names(fields: Field[]): string[] {
  const names = fields.flatMap((field) => [
    ...(field.format === 'int64' ? [field.name] : []),
    ...int64Names(field.fields ?? []),
  ])
  return [...new Set(names)]
}

/** The tables for checks, apart from the routing table because a bot can live without them. */
export function emitFields(contract: Contract): string {
  const rows = allEndpoints(contract).map((endpoint) => {
    const fields = paramsOf(endpoint).map((field) => `    ${expression(fieldSpec(field))},\n`)
    return `  ${quote(endpoint.id)}: [${fields.length > 0 ? `\n${fields.join('')}  ` : ''}],\n`
  })
  return `${HEADER}
import type { FieldSpec } from '../field.ts'
import type { EndpointId } from './types.ts'

/** The parameters of every call: those of the URL first, then those of the body. */
export const FIELDS: Readonly<Record<EndpointId, readonly FieldSpec[]>> = {
${rows.join('')}}
`
}

function fieldSpec(field: Field): Record<string, unknown> {
  return {
    ...field,
    note: undefined,
    model: undefined,
    when: field.when === undefined ? undefined : parseWhen(field.when),
    variants: field.variants?.map((one) => ({ ...one, when: parseWhen(one.when) })),
    fields: field.fields?.map((inner) => fieldSpec(inner)),
  }
}

export function emitLater(contract: Contract): string {
  const rows = contract.later.map(({ id, ...route }) => `  ${quote(id)}: ${expression(route)},\n`)
  return `${HEADER}
/** Calls that are known by name and path alone: no types, no checks. */
export const LATER_ENDPOINTS = {
${rows.join('')}} as const satisfies Record<string, { title: string; method: 'GET' | 'POST'; host: string; path: string }>

export type LaterEndpointId = keyof typeof LATER_ENDPOINTS
`
}
