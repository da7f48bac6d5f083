import type { EncryptionMode } from '@yingwu/protocol'

/** The account that every server here answers for. The credentials are made up and open nothing. */
export const ACCOUNT = {
  appId: 'wx00000000be2c4000',
  appSecret: '00000000000000000000000000000000',
  originalId: 'gh_0000000bench',
  token: 'benchmarkToken',
  encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const

/** Compatible mode costs what safe mode costs. */
export const MODES = ['plain', 'safe'] as const satisfies EncryptionMode[]
export type Mode = (typeof MODES)[number]

export function isMode(text: string): text is Mode {
  return MODES.some((mode) => mode === text)
}

/** What can be asked to answer the same requests. */
export const SERVERS = ['bare', 'reference', 'parrot'] as const
export type ServerName = (typeof SERVERS)[number]
