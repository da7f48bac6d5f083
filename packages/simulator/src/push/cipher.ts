/** Ciphers are made once for each account and key: making one costs as much as a whole push. */
import { type Cipher, createCipher } from '@yingwu/protocol'

/** Keys change seldom, and accounts are few. */
const MOST = 64
const ciphers = new Map<string, Cipher>()

/** @throws ProtocolError -40004 for a key that is none */
export function cipherOf(appId: string, encodingAESKey: string): Cipher {
  const name = `${appId} ${encodingAESKey}`
  const known = ciphers.get(name)
  if (known) return known
  const made = createCipher({ appId, encodingAESKey })
  if (ciphers.size >= MOST) ciphers.clear()
  ciphers.set(name, made)
  return made
}
