import { readFileSync } from 'node:fs'

/** Of all packages: they are released together. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version
