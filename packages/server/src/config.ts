import type { AccountKind, EncryptionMode } from '@yingwu/protocol'

/** Everything the account server needs to know. Where it comes from is its caller's business. */
export interface ServerConfig {
  host: string
  /** 0 takes a free port. */
  port: number
  /** How the world reaches the server, without a trailing `/`: WeChat's pages redirect there. */
  publicUrl: string
  appId: string
  appSecret: string
  token: string
  encodingAESKey?: string
  /** The key before a change. */
  previousEncodingAESKey?: string
  mode: EncryptionMode
  apiUrl: string
  openUrl: string
  /** Seconds that a push's timestamp may lie away from our clock; 0: any. */
  maxAgeSeconds: number
  logLevel: LogLevel
  /** Switches the delivery plan on, with pushes where this kind may send them. Left out: WeChat's deliveries wait. */
  kind?: AccountKind
}

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
