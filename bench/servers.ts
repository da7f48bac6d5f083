import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ACCOUNT, type Mode, type ServerName } from './account.ts'

/** What a process has used since it started. */
export interface Usage {
  /** µs of user and system time, all threads. */
  cpu: number
  /** Resident bytes. */
  memory: number
  /** The most it ever had. */
  peak: number
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string
  usage(): Promise<Usage>
  /** Sends the program an order; it answers with one message. */
  ask<T>(order: object | string): Promise<T>
  close(): Promise<void>
}

const PROGRAMS: Readonly<Record<ServerName, readonly [program: string, ...args: string[]]>> = {
  bare: ['bare.ts'],
  reference: ['reference.ts'],
  parrot: ['../packages/cli/dist/main.js', 'serve'],
}

/** Starts one of the servers; the parrot is the compiled program, with the bot of `examples/parrot`. */
export function startServer(name: ServerName, mode: Mode): Promise<ServerProcess> {
  const [program, ...args] = PROGRAMS[name]
  // Not the conditions of this process: the parrot runs as it is published.
  return startProgram(program, args, { env: environment(mode), execArgv: [] })
}

/** Starts a program that tells when it is ready, and whose use of the machine can be asked. */
export async function startProgram(
  program: string,
  args: string[],
  { env = {}, execArgv = [] }: { env?: NodeJS.ProcessEnv; execArgv?: string[] } = {},
): Promise<ServerProcess> {
  const child = fork(path(program), args, {
    execArgv: [...execArgv, '--disable-warning=ExperimentalWarning', '--import', path('usage.mjs')],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [{ ready }] = await answerOf<{ ready: string }>(child, program)
  async function ask<T>(order: object | string): Promise<T> {
    child.send(order)
    const [answer] = await answerOf<T>(child, program)
    return answer
  }
  return {
    url: ready,
    usage: () => ask<Usage>('usage'),
    ask,
    async close() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

function environment(mode: Mode): NodeJS.ProcessEnv {
  return {
    HOST: '127.0.0.1',
    PORT: '0',
    WECHAT_APP_ID: ACCOUNT.appId,
    WECHAT_APP_SECRET: ACCOUNT.appSecret,
    WECHAT_TOKEN: ACCOUNT.token,
    WECHAT_MODE: mode,
    WECHAT_ENCODING_AES_KEY: ACCOUNT.encodingAESKey,
    YINGWU_BOT: path('../examples/parrot/bot.ts'),
  }
}

/** The next message of a child; its end is an error. */
export async function answerOf<T>(child: ChildProcess, name: string): Promise<[T]> {
  const gaveUp = new AbortController()
  const ended = once(child, 'exit', { signal: gaveUp.signal }).then(([code]) => {
    throw new Error(`${name} ended with code ${code}`)
  })
  const message: Promise<[T]> = once(child, 'message', { signal: gaveUp.signal }).then(([first]) => [first])
  try {
    return await Promise.race([message, ended])
  } finally {
    gaveUp.abort()
    await Promise.allSettled([message, ended])
  }
}

export function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
