/** The authority in a folder, so that whoever was told to trust it once need not be told again. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAuthority, isUsable, type KeyPair } from './authority.ts'

/** For other programs; the only file of the two that anybody ever needs. */
export const CERTIFICATE_FILE = 'simulator-ca.pem'
const KEY_FILE = 'simulator-ca-key.pem'

/** The authority that the folder keeps. It is made when there is none, when it is damaged or when it ends soon. */
export function keptAuthority(folder: string, now: number): KeyPair {
  const files = { certificate: join(folder, CERTIFICATE_FILE), key: join(folder, KEY_FILE) }
  const kept = read(files)
  if (kept && isUsable(kept, now)) return kept
  const made = createAuthority(now)
  mkdirSync(folder, { recursive: true })
  // The mode of a file that is there already would stay as it is.
  writeFileSync(files.key, '', { mode: 0o600 })
  chmodSync(files.key, 0o600)
  writeFileSync(files.key, made.key)
  writeFileSync(files.certificate, made.certificate)
  return made
}

function read(files: KeyPair): KeyPair | undefined {
  try {
    return { certificate: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') }
  } catch {
    return undefined
  }
}
