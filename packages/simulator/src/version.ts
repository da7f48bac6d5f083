/** Version of this package, for the health call and the first event. */
import { readFileSync } from 'node:fs'
import { isRecord } from './check.ts'

const described: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

export const VERSION: string =
  isRecord(described) && typeof described['version'] === 'string' ? described['version'] : '0.0.0'
