import { readFileSync } from 'node:fs'

/** A published or own test vector; which members it has depends on its file. */
export interface Vector {
  id: string
  direction?: string
  mode?: string
  envelope?: string
  token: string
  encodingAesKey: string
  appid: string
  timestamp: string
  nonce: string
  signature?: string
  msg_signature?: string
  random?: string
  ciphertext: string
  plaintext: string
  verified: string[]
}

export interface NegativeVector {
  id: string
  from?: string
  expect: number | string
  encodingAesKey?: string
  body?: string
  ciphertext?: string
}

export interface JsSdkVector {
  id: string
  jsapi_ticket: string
  noncestr: string
  timestamp: string
  url: string
  string1: string
  signature: string
}

export interface VectorFile {
  vectors: Vector[]
  negative: NegativeVector[]
  config: JsSdkVector[]
}

export function readVectors(name: 'encryption' | 'signature' | 'jssdk'): VectorFile {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'))
}
