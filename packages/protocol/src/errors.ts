/** Codes of WeChat's own sample library (WXBizMsgCrypt). They never travel on the wire. */
export const PROTOCOL_ERRORS = {
  [-40001]: 'signature does not match',
  [-40002]: 'body cannot be read',
  [-40004]: 'EncodingAESKey is not valid',
  [-40005]: 'AppID differs',
  [-40007]: 'decryption failed',
  [-40008]: 'decrypted buffer is not valid',
  [-40010]: 'base64 cannot be read',
  [-40011]: 'reply cannot be written',
} as const

export type ProtocolErrorCode = keyof typeof PROTOCOL_ERRORS

/** Something on the wire is not as the protocol says, or a key is not one. The message never holds a secret. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, detail: string, options?: ErrorOptions) {
    super(`${PROTOCOL_ERRORS[code]}: ${detail}`, options)
    this.code = code
  }
}
