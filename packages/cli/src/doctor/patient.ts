import type { Cipher, EncryptionMode } from '@yingwu/protocol'

/** The server that is examined, and what its account is said to be. */
export interface Patient {
  readonly url: URL
  readonly account: {
    readonly token: string | undefined
    readonly mode: EncryptionMode
    readonly cipher: Cipher | undefined
  }
  /** Per step. WeChat waits 5,000. */
  readonly timeoutMs: number
}
