/** types.ts: parameters and result of every call, and the Api that maps names to them. */
import { parseWhen } from './conditions.ts'
import { endpointDoc } from './docs.ts'
import type { Contract, Endpoint, Field } from './model.ts'
import { allEndpoints, isFilledIn, paramsOf } from './model.ts'
import { createShapes, type Shapes } from './shapes.ts'
import { doc, HEADER, key, pascal, quote } from './text.ts'

const PREAMBLE = `${HEADER}
import type { CallOptions } from '../call.ts'
import type { Download, FileInput } from '../file.ts'

/** The call takes no parameters. */
export type NoParams = Record<string, never>

/** The answer of a call that only reports success. */
export interface Ok {
  errcode: 0
  /** \`ok\`, for broadcasts another text: do not compare it. */
  errmsg: string
}
`

export function emitTypes(contract: Contract): string {
  const endpoints = allEndpoints(contract)
  const shapes = createShapes()
  const types = endpoints.flatMap((endpoint) => [paramsType(endpoint, shapes), resultType(endpoint, shapes)])
  return [
    PREAMBLE,
    ...shapes.models(),
    ...types,
    mapType('ApiParams', 'The parameters of each call, by its id.', endpoints, 'Params'),
    mapType('ApiResults', 'The answer to each call, by its id.', endpoints, 'Result'),
    '/** The name of a call: group and method. */\nexport type EndpointId = keyof ApiParams\n',
    apiType(endpoints),
  ].join('\n')
}

function paramsType(endpoint: Endpoint, shapes: Shapes): string {
  const name = `${pascal(endpoint.id)}Params`
  const about = doc([`Parameters of \`${endpoint.id}\` ${endpoint.titleZh}.`], '')
  const fields = paramsOf(endpoint).filter((field) => !isFilledIn(field))
  if (fields.length === 0) return `export type ${name} = NoParams\n`
  const choice = fields.find((field) => isChoice(field, fields))
  if (choice === undefined) {
    return `${about}export interface ${name} {\n${shapes.members(fields, 'params', '  ')}}\n`
  }
  const common = fields.filter((field) => field !== choice && !dependsOn(field, choice))
  const variants = (choice.enum ?? []).map(String)
  const bodies = variants.map((value) => {
    const own = fields.filter((field) => dependsOn(field, choice) === value).map((field) => inVariant(field))
    const constant: Field = { name: choice.name, type: choice.type, required: true, const: value }
    return `export interface ${pascal(endpoint.id)}${pascal(value)} extends ${pascal(endpoint.id)}Common {\n${shapes.members([constant, ...own], 'params', '  ')}}\n`
  })
  const union = variants.map((value) => `\n  | ${pascal(endpoint.id)}${pascal(value)}`).join('')
  return [
    `/** What every kind of \`${name}\` has. */\nexport interface ${pascal(endpoint.id)}Common {\n${shapes.members(common, 'params', '  ')}}\n`,
    ...bodies,
    `${about}export type ${name} =${union}\n`,
  ].join('\n')
}

/** A required text with fixed values that decides which of several objects must be there. */
function isChoice(field: Field, fields: Field[]): boolean {
  const dependents = fields.filter((other) => other.type === 'object' && dependsOn(other, field))
  return field.required === true && field.enum !== undefined && dependents.length > 1
}

/** The value of `choice` that the field belongs to. */
function dependsOn(field: Field, choice: Field): string | undefined {
  const [first] = parseWhen(field.when)
  return first?.member === choice.name && first.in?.length === 1 ? first.in[0] : undefined
}

/** Inside its variant a member is required, unless there is an alternative to it. */
function inVariant(field: Field): Field {
  return { ...field, required: parseWhen(field.when).length === 1 ? true : 'conditional' }
}

function resultType(endpoint: Endpoint, shapes: Shapes): string {
  const name = `${pascal(endpoint.id)}Result`
  const about = doc([`Answer to \`${endpoint.id}\` ${endpoint.titleZh}.`], '')
  if (endpoint.responseKind === 'redirect') {
    return `/** The address to open in the user's browser. */\nexport type ${name} = string\n`
  }
  if (endpoint.responseKind === 'binary') return `export type ${name} = Download\n`
  const isOk = ['errcode', 'errmsg'].every((one) =>
    endpoint.response.some((field) => field.name === one && field.required === true),
  )
  const fields = endpoint.response.filter((field) => !isOk || !['errcode', 'errmsg'].includes(field.name))
  if (isOk && fields.length === 0) return `export type ${name} = Ok\n`
  const isDownload = endpoint.responseKind === 'binary-or-json'
  const json = isDownload ? `${pascal(endpoint.id)}Json` : name
  const body = `${about}export interface ${json}${isOk ? ' extends Ok' : ''} {\n${shapes.members(fields, 'result', '  ')}}\n`
  return isDownload ? `${body}\nexport type ${name} = Download | ${json}\n` : body
}

function mapType(name: string, about: string, endpoints: Endpoint[], suffix: string): string {
  const lines = endpoints.map(({ id }) => `  ${quote(id)}: ${pascal(id)}${suffix}\n`)
  return `/** ${about} */\nexport interface ${name} {\n${lines.join('')}}\n`
}

function apiType(endpoints: Endpoint[]): string {
  const groups = Map.groupBy(endpoints, ({ id }) => id.slice(0, id.indexOf('.')))
  const bodies = [...groups].map(
    ([group, calls]) => `  ${key(group)}: {\n${calls.map((call) => methodOf(call)).join('')}  }\n`,
  )
  return `/** Every call as a method: \`api.menu.create({ … })\`. \`Options\` is what a client lets callers say about one call. */\nexport interface Api<Options = CallOptions> {\n${bodies.join('')}}\n`
}

function methodOf(endpoint: Endpoint): string {
  const needsParams = paramsOf(endpoint).some((field) => field.required !== false && !isFilledIn(field))
  const name = key(endpoint.id.slice(endpoint.id.indexOf('.') + 1))
  const type = pascal(endpoint.id)
  return `${doc(endpointDoc(endpoint), '    ')}    ${name}(params${needsParams ? '' : '?'}: ${type}Params, options?: Options): Promise<${type}Result>\n`
}
