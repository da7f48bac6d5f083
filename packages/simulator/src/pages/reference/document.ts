/** The OpenAPI document of the Official Account API, which comes with the contract, as far as the pages read it. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isRecord } from '../../check.ts'

type Json = { [member: string]: unknown }

export interface Reference {
  document: Json
  groups: Group[]
}

export interface Group {
  name: string
  /** Chinese and English title in one line. */
  title: string
  notes: string[]
  calls: Call[]
}

export interface Call {
  id: string
  method: string
  address: string
  title: string
  notes: string[]
  isOld: boolean
  parameters: Row[]
  /** In what the body travels; undefined when there is none. */
  bodyType: string | undefined
  body: Row[]
  answer: Row[]
  errcodes: { code: number; note: string }[]
  request: unknown
  response: unknown
}

export interface Row {
  /** Path of the member, for example `button[].name`. */
  name: string
  type: string
  isRequired: boolean
  note: string
}

let loading: Promise<Reference> | undefined

/** Read once, when somebody asks for the first time. */
export function loadReference(): Promise<Reference> {
  loading ??= load()
  return loading
}

async function load(): Promise<Reference> {
  const file = fileURLToPath(import.meta.resolve('@yingwu/protocol/openapi.json'))
  const document: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (!isRecord(document)) throw new Error('openapi.json is not a document')
  const calls = Object.entries(member(document, 'paths')).flatMap(([path, operations]) =>
    Object.entries(isRecord(operations) ? operations : {}).map(([method, operation]) =>
      toCall(document, path, method, isRecord(operation) ? operation : {}),
    ),
  )
  const groups = list(document, 'tags').map((tag) => toGroup(tag, calls))
  return { document, groups }
}

function toGroup(tag: Json, calls: readonly { tag: string; call: Call }[]): Group {
  const name = text(tag, 'name')
  const [title = '', ...notes] = text(tag, 'description').split('\n- ')
  return { name, title, notes, calls: calls.filter((one) => one.tag === name).map(({ call }) => call) }
}

function toCall(document: Json, path: string, method: string, operation: Json): { tag: string; call: Call } {
  const [server] = [...list(operation, 'servers'), ...list(document, 'servers')]
  const [bodyType, content] = first(member(member(operation, 'requestBody'), 'content'))
  const [answers] = Object.values(member(operation, 'responses'))
  const answer = member(member(isRecord(answers) ? answers : {}, 'content'), 'application/json')
  const [success] = list(member(answer, 'schema'), 'anyOf')
  const [tag = ''] = texts(operation, 'tags')
  const call = {
    id: text(operation, 'operationId'),
    method: method.toUpperCase(),
    address: `${server ? text(server, 'url') : ''}${path}`,
    title: text(operation, 'summary'),
    notes: text(operation, 'description').split('\n- ').slice(1),
    isOld: operation['deprecated'] === true,
    parameters: list(operation, 'parameters').map((one) => toParameter(one)),
    bodyType,
    body: rowsOf(document, member(content, 'schema'), ''),
    answer: rowsOf(document, success ?? {}, ''),
    errcodes: list(operation, 'x-errcodes').map((one) => ({
      code: Number(one['code']),
      note: text(one, 'note'),
    })),
    request: content['example'],
    response: answer['example'],
  }
  return { tag, call }
}

function toParameter(parameter: Json): Row {
  return {
    name: text(parameter, 'name'),
    type: typeOf(member(parameter, 'schema')),
    isRequired: parameter['required'] === true,
    note: text(parameter, 'description'),
  }
}

/** The members of an object and, behind each, those inside it. */
function rowsOf(document: Json, given: Json, prefix: string, depth = 1): Row[] {
  const schema = resolve(document, given)
  const required = texts(schema, 'required')
  return Object.entries(member(schema, 'properties')).flatMap(([name, value]) => {
    if (!isRecord(value)) return []
    const path = `${prefix}${name}`
    const row = {
      name: path,
      type: typeOf(value),
      isRequired: required.includes(name),
      note: text(value, 'description'),
    }
    // No object of the API holds itself; the limit is for a document that does.
    const inner = depth < MAX_DEPTH ? insideOf(value) : []
    return [row, ...inner.flatMap(([step, one]) => rowsOf(document, one, `${path}${step}`, depth + 1))]
  })
}

const MAX_DEPTH = 8

function insideOf(schema: Json): [step: string, inner: Json][] {
  if (isRecord(schema['items'])) return [['[].', schema['items']]]
  if (isRecord(schema['additionalProperties'])) return [['.*.', schema['additionalProperties']]]
  return [['.', schema]]
}

function resolve(document: Json, schema: Json): Json {
  const name = text(schema, '$ref').split('/').at(-1) ?? ''
  return name === '' ? schema : member(member(member(document, 'components'), 'schemas'), name)
}

function typeOf(schema: Json): string {
  if (schema['contentMediaType'] !== undefined) return '文件 file'
  const type = schema['type']
  const names = Array.isArray(type) ? type.join(' | ') : typeof type === 'string' ? type : 'object'
  const choices = Array.isArray(schema['enum']) ? schema['enum'] : 'const' in schema ? [schema['const']] : []
  const items = isRecord(schema['items']) ? `[${typeOf(schema['items'])}]` : names
  return choices.length === 0 ? items : choices.join(' | ')
}

function first(record: Json): [name: string | undefined, value: Json] {
  const [entry] = Object.entries(record)
  return [entry?.[0], isRecord(entry?.[1]) ? entry[1] : {}]
}

function member(source: Json, name: string): Json {
  const value = source[name]
  return isRecord(value) ? value : {}
}

function list(source: Json, name: string): Json[] {
  const value = source[name]
  return Array.isArray(value) ? value.filter((one) => isRecord(one)) : []
}

function texts(source: Json, name: string): string[] {
  const value = source[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function text(source: Json, name: string): string {
  const value = source[name]
  return typeof value === 'string' ? value : ''
}
