import { readFile } from 'node:fs/promises'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** A file, or standard input for `-` and for none. @throws UsageError when there is no such file */
export async function readInput(file: string | undefined, terminal: Terminal): Promise<string> {
  if (file === undefined || file === '-') return terminal.stdin()
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`读不了 ${file}`, `cannot read ${file}`, { cause })
  }
}
