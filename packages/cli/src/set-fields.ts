/** `--set a.b=1`: fields by their path. */
import { UsageError } from './usage-error.ts'

export interface Fields {
  [name: string]: unknown
}

/** What a text becomes at a place. */
export type Convert = (text: string, path: readonly string[]) => unknown

/**
 * Puts each `path=text` where it belongs; numbers in a path are places in a list. `path:=json` is taken as it is.
 *
 * @throws UsageError for what cannot be read
 */
export function setFields(into: Fields, settings: readonly string[], convert: Convert): Fields {
  for (const setting of settings) {
    const [, name = '', sign, text = ''] = /^([^=]*?)(:?=)([\s\S]*)$/.exec(setting) ?? []
    const path = name.split('.')
    if (path.some((step) => step === '' || step === '__proto__'))
      throw new UsageError(`--set ${setting} 应写成 字段=值`, `--set ${setting} must be field=value`)
    put(into, path, sign === ':=' ? parseJson(text, setting) : convert(text, path))
  }
  return into
}

function put(target: Fields, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path
  if (rest.length === 0) {
    target[step] = value
    return
  }
  const isList = /^\d+$/.test(rest[0] ?? '')
  const inner = isFields(target[step]) ? target[step] : isList ? list() : {}
  target[step] = inner
  put(inner, rest, value)
}

/** A list whose places are set by their names. */
function list(): Fields {
  return Object.assign<unknown[], Fields>([], {})
}

function parseJson(text: string, setting: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`--set ${setting}：:= 后面应为 JSON`, `--set ${setting}: JSON must follow :=`, {
      cause,
    })
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
