/** What the files of contract/ say, after validation: the input of every emitter. */

export type Literal = string | number | boolean

export interface Field {
  name: string
  type: FieldType
  required: boolean | 'conditional'
  when?: string
  fields?: Field[]
  enum?: Literal[]
  const?: Literal
  default?: Literal
  pattern?: string
  format?: string
  formats?: string
  minLength?: number
  maxLength?: number
  maxBytes?: number
  min?: number
  max?: number
  minItems?: number
  maxItems?: number
  deprecated?: boolean
  credential?: string
  variants?: Variant[]
  model?: string
  note?: string
}

/** Limits of a file that depend on another member. */
export interface Variant {
  when: string
  formats: string
  maxBytes: number
}

export const FIELD_TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'object',
  'file',
  'string[]',
  'integer[]',
  'object[]',
  'map',
  'integer|string',
  'any',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export interface Endpoint {
  id: string
  title: string
  titleZh: string
  method: 'GET' | 'POST'
  methodsAccepted?: string[]
  host: string
  path: string
  fragment?: string
  auth: string
  accounts: string[]
  dailyQuota: number | null
  sandboxDailyQuota?: number
  quotaNote?: string
  deprecated: boolean
  deprecatedNote?: string
  replacement?: string
  query: Field[]
  body: string
  request: Field[]
  responseKind: string
  response: Field[]
  quirks: string[]
  errcodes: { code: number; errmsg?: string; note?: string }[]
  /** Values as YAML gives them; integers beyond 2^53 stay bigint. */
  exampleRequest: Record<string, unknown>
  exampleResponse: Record<string, unknown>
}

export interface Group {
  group: string
  title: string
  titleZh: string
  notes: string[]
  endpoints: Endpoint[]
}

export interface LaterEndpoint {
  id: string
  title: string
  method: 'GET' | 'POST'
  host: string
  path: string
}

export interface Errcode {
  code: number
  errmsg: string
  en: string
  zh: string
}

export interface Contract {
  groups: Group[]
  later: LaterEndpoint[]
  errcodes: Errcode[]
}

export function allEndpoints(contract: Contract): Endpoint[] {
  return contract.groups.flatMap((group) => group.endpoints)
}

/** The fields of the one `params` object: those of the URL first, then those of the body. */
export function paramsOf(endpoint: Endpoint): Field[] {
  return [...endpoint.query, ...endpoint.request]
}

/** Fields that the client fills in by itself: the account's credentials and members with one possible value. */
export function isFilledIn(field: Field): boolean {
  return field.credential !== undefined || (field.required === true && field.const !== undefined)
}
