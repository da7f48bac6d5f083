/** The file that keeps a simulator's state: read at the start, replaced as a whole, put aside where it is of no use. */
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What stands in the file; undefined where there is none. @throws Error where it cannot be read */
export function readKept(file: string): unknown {
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The parser's own words would quote from the file, which holds secrets.
    throw new Error('it is no JSON, or was cut off', { cause })
  }
}

/** Moves a file out of the way, and never onto another one; gives its new name. */
export function putAside(file: string, why: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const base = file.replace(/\.json$/, '')
  let name = `${base}.${why}-${stamp}.json`
  for (let n = 2; existsSync(name); n++) name = `${base}.${why}-${stamp}-${n}.json`
  renameSync(file, name)
  return name
}

/** The file that stands there is whole at any moment: the old one until the new one is complete. */
export async function writeKept(file: string, pieces: Iterable<string>): Promise<void> {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  try {
    // Secrets are in it.
    const handle = await open(draft, 'w', 0o600)
    try {
      for (const piece of pieces) await handle.write(piece)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
