import { hash } from 'node:crypto'

/** Inputs of the `wx.config` signature. */
export interface JsSdkInputs {
  /** `jsapi_ticket` of the account. */
  ticket: string
  nonceStr: string
  /** Unix seconds, the same value as in `wx.config`. */
  timestamp: number
  /** The page's address as `location.href` gives it; what follows `#` is not signed. */
  url: string
}

/** Signature for `wx.config`: raw values, nothing URL-encoded. */
export function signJsSdk({ ticket, nonceStr, timestamp, url }: JsSdkInputs): string {
  return hash('sha1', jsSdkString({ ticket, nonceStr, timestamp, url }))
}

/** The text that is signed, for showing what differs. Holds the ticket: not for logs. */
export function jsSdkString({ ticket, nonceStr, timestamp, url }: JsSdkInputs): string {
  const [page = ''] = url.split('#')
  return `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`
}
