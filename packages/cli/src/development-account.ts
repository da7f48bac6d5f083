import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseEnv } from 'node:util'
import { createEncodingAESKey } from '@yingwu/protocol'
import type { Environment } from './env.ts'

const NAMES = ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'WECHAT_TOKEN', 'WECHAT_ENCODING_AES_KEY'] as const

/** Credentials of the simulator's account, under the names of the environment. */
export type DevelopmentAccount = Record<(typeof NAMES)[number], string>

/**
 * The account for work on this machine: made up at the first start and kept in an env file, so that what was copied
 * into a program still holds tomorrow and programs can start with `node --env-file`. Not built in, since a page from
 * the internet that knew the token could talk to the bot. What the environment sets goes before.
 */
export function developmentAccount(file: string, env: Environment): DevelopmentAccount {
  const kept = read(file)
  const made = kept ?? create()
  if (kept === undefined) write(file, made)
  return {
    WECHAT_APP_ID: env.WECHAT_APP_ID || made.WECHAT_APP_ID,
    WECHAT_APP_SECRET: env.WECHAT_APP_SECRET || made.WECHAT_APP_SECRET,
    WECHAT_TOKEN: env.WECHAT_TOKEN || made.WECHAT_TOKEN,
    WECHAT_ENCODING_AES_KEY: env.WECHAT_ENCODING_AES_KEY || made.WECHAT_ENCODING_AES_KEY,
  }
}

function read(file: string): DevelopmentAccount | undefined {
  let stored: NodeJS.Dict<string>
  try {
    stored = parseEnv(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
  const { WECHAT_APP_ID, WECHAT_APP_SECRET, WECHAT_TOKEN, WECHAT_ENCODING_AES_KEY } = stored
  if (!WECHAT_APP_ID || !WECHAT_APP_SECRET || !WECHAT_TOKEN || !WECHAT_ENCODING_AES_KEY) return undefined
  return { WECHAT_APP_ID, WECHAT_APP_SECRET, WECHAT_TOKEN, WECHAT_ENCODING_AES_KEY }
}

function create(): DevelopmentAccount {
  return {
    WECHAT_APP_ID: `wx00000000${randomBytes(4).toString('hex')}`,
    WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
    WECHAT_TOKEN: randomBytes(8).toString('hex'),
    WECHAT_ENCODING_AES_KEY: createEncodingAESKey(),
  }
}

function write(file: string, account: DevelopmentAccount): void {
  const lines = NAMES.map((name) => `${name}=${account[name]}\n`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `# 模拟器的账号 The simulator's account\n${lines.join('')}`, { mode: 0o600 })
}
