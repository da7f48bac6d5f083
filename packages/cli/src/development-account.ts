import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createEncodingAESKey } from '@yingwu/protocol'

/** Credentials of the simulator's account, with the names of the simulator's options. */
export interface DevelopmentAccount {
  appid: string
  secret: string
  token: string
  encodingAESKey: string
}

const MEMBERS = ['appid', 'secret', 'token', 'encodingAESKey'] as const

/**
 * The account for work on this machine: made up at the first start and kept, so that what was copied into a program
 * still holds tomorrow. Not built in, since a page from the internet that knew the token could talk to the bot.
 */
export function developmentAccount(file: string): DevelopmentAccount {
  return read(file) ?? create(file)
}

function read(file: string): DevelopmentAccount | undefined {
  let stored: unknown
  try {
    stored = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
  return isAccount(stored) ? stored : undefined
}

function isAccount(value: unknown): value is DevelopmentAccount {
  return (
    typeof value === 'object' &&
    value !== null &&
    MEMBERS.every((name) => typeof Reflect.get(value, name) === 'string')
  )
}

function create(file: string): DevelopmentAccount {
  const account = {
    appid: `wx00000000${randomBytes(4).toString('hex')}`,
    secret: randomBytes(16).toString('hex'),
    token: randomBytes(8).toString('hex'),
    encodingAESKey: createEncodingAESKey(),
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(account, null, 2)}\n`, { mode: 0o600 })
  return account
}
