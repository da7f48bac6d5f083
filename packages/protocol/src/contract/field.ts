/** One parameter of a call or one member inside it, with every limit the service sets. */
export interface FieldSpec {
  readonly name: string
  readonly type:
    | 'string'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'object'
    | 'file'
    | 'string[]'
    | 'integer[]'
    | 'object[]'
    | 'map'
    | 'integer|string'
    | 'any'
  /** `conditional`: when all of `when` hold; without `when` the condition cannot be told from the parameters. */
  readonly required: boolean | 'conditional'
  readonly when?: readonly Condition[]
  /** Members of `object`, of each item of `object[]`, and of each value of `map`. */
  readonly fields?: readonly FieldSpec[]
  readonly enum?: readonly (string | number | boolean)[]
  readonly const?: string | number | boolean
  readonly default?: string | number | boolean
  /** Regular expression. */
  readonly pattern?: string
  /** `int64`: digits, as number or text. `YYYY-MM-DD`: a day in Beijing time. `json`: JSON text. */
  readonly format?: 'int64' | 'YYYY-MM-DD' | 'json'
  /** Kinds of file, `jpg|png`. */
  readonly formats?: string
  /** Characters. */
  readonly minLength?: number
  readonly maxLength?: number
  /** UTF-8 bytes of a text, bytes of a file. */
  readonly maxBytes?: number
  readonly min?: number
  readonly max?: number
  readonly minItems?: number
  readonly maxItems?: number
  /** Limits that depend on another member, instead of `formats` and `maxBytes`. */
  readonly variants?: readonly Variant[]
  readonly deprecated?: true
  /** Taken from the account by the client. */
  readonly credential?: 'appid' | 'secret'
}

/** The limits of a file while all of `when` hold. */
export interface Variant {
  readonly when: readonly Condition[]
  readonly formats: string
  readonly maxBytes: number
}

/** The member has one of the values in `in`; without `in`: the member is absent or empty. */
export interface Condition {
  readonly member: string
  readonly in?: readonly string[]
}
