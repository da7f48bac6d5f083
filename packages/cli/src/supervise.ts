import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { watch } from 'chokidar'
import { ConfigError } from 'yingwu'
import { CANNOT_SERVE } from './exit-codes.ts'

/** The account server as a process of its own, started anew whenever the bot's files change. */
export interface Supervised {
  /**
   * Resolves with the callback's address at the first start that works; rejects when no edit of the bot would help, after
   * the server has said why.
   */
  readonly ready: Promise<string>
  /** Lets the server finish what it is doing, and ends it. */
  close(): Promise<void>
}

export interface SuperviseOptions {
  /** Program and arguments for `process.execPath`. */
  args: string[]
  env: NodeJS.ProcessEnv
  /** The bot; everything in its folder counts as its files. */
  botPath: string
  report: (event: 'reloaded' | 'failed') => void
}

/** What lies beside a bot and changes without meaning anything for it. */
const NOT_ITS_FILES = /[\\/](node_modules|data|dist|\.git)([\\/]|$)|~$|\.(log|swp|tmp)$/

/** Editors write a file in several steps. */
const SETTLE_MS = 80

export function supervise({ args, env, botPath, report }: SuperviseOptions): Supervised {
  const { promise: ready, resolve: isReady, reject: hasFailed } = Promise.withResolvers<string>()
  let child: ChildProcess | undefined
  let isClosing = false
  let settling: NodeJS.Timeout | undefined
  let isStale = false
  let reloading: Promise<void> | undefined
  let starts = 0

  function launch(): void {
    const server = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const isFirst = starts++ === 0
    child = server
    server.on('message', (message) => {
      if (typeof message !== 'object' || !('ready' in message) || typeof message.ready !== 'string') return
      isReady(message.ready)
      if (!isFirst) report('reloaded')
    })
    server.on('exit', (code) => {
      if (child === server) child = undefined
      if (isClosing || reloading !== undefined) return
      if (isFirst && code === CANNOT_SERVE)
        hasFailed(new ConfigError({ zh: '公众号服务器无法启动', en: 'the account server cannot start' }))
      else report('failed')
    })
  }

  async function stop(): Promise<void> {
    const running = child
    if (running === undefined) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    await ended
  }

  /** One at a time: a server may take long to finish, and files change again meanwhile. */
  async function reload(): Promise<void> {
    while (isStale) {
      isStale = false
      await stop()
    }
    reloading = undefined
    if (!isClosing) launch()
  }

  function changed(): void {
    if (isClosing) return
    clearTimeout(settling)
    settling = setTimeout(() => {
      isStale = true
      reloading ??= reload()
    }, SETTLE_MS)
  }

  launch()
  const watcher = watch(dirname(botPath), { ignored: NOT_ITS_FILES, ignoreInitial: true }).on('all', changed)
  return {
    ready,
    async close() {
      isClosing = true
      clearTimeout(settling)
      await watcher.close()
      await stop()
    },
  }
}
