/** What a page in the web view gave `wx.config`, and what it uploads. */
import type { Bilingual } from './world.ts'

/** `POST /_sim/v1/js-sdk/config`: what a page gave `wx.config`. */
export interface JsConfig {
  /** `location.href` of the page. What follows `#` is not signed. */
  url: string
  appId: string
  timestamp: number | string
  nonceStr: string
  signature: string
  jsApiList?: string[]
}

/** Its answer. */
export interface JsConfigVerdict {
  ok: boolean
  /** As `wx.ready` and `wx.error` hear it: `config:ok`, `config:invalid signature`, … */
  errMsg: string
  /** What differs and what to do, in one sentence. */
  text: Bilingual
  checks: JsConfigCheck[]
  /** What should have been signed, with the ticket in it. null where the account or domain is refused already. */
  expected: { string1: string; signature: string } | null
}

export interface JsConfigCheck {
  name: 'appId' | 'domain' | 'url' | 'ticket' | 'nonceStr' | 'timestamp' | 'signature'
  /** `unknown`: the signature is wrong in a way that does not tell. */
  state: 'ok' | 'bad' | 'unknown'
  /** The right value; of `signature` the one received. */
  value: string
  /** What is wrong with it; null where nothing is. */
  text: Bilingual | null
}

/** `POST /_sim/v1/fans/{openid}/uploads` */
export interface PageUpload {
  /** The picture in base64, at most 10 MiB. */
  data: string
  contentType?: string
}

export interface UploadedFile {
  /** Temporary media of the account, valid for 3 days. */
  mediaId: string
}
