import { type ChildProcess, spawn } from 'node:child_process'
import { type FSWatcher, watch } from 'node:fs'
import { dirname, sep } from 'node:path'

/** The account server as a process of its own, started anew whenever the bot's files change. */
export interface Supervised {
  /** Resolves with the callback's address at the first start that works. */
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
  report: (event: 'reloading' | 'reloaded' | 'failed') => void
}

/** Editors write a file in several steps. */
const SETTLE_MS = 80

export function supervise({ args, env, botPath, report }: SuperviseOptions): Supervised {
  const { promise: ready, resolve: isReady } = Promise.withResolvers<string>()
  let child: ChildProcess | undefined
  let isClosing = false
  let pending: NodeJS.Timeout | undefined
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
    server.on('exit', () => {
      if (child === server) child = undefined
      if (!isClosing && pending === undefined) report('failed')
    })
  }

  async function stop(): Promise<void> {
    const running = child
    if (running === undefined) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    await ended
  }

  async function reload(): Promise<void> {
    report('reloading')
    await stop()
    pending = undefined
    if (!isClosing) launch()
  }

  function changed(_event: string, name: string | null): void {
    const isOurs = name === null || !/(^|[\\/])(node_modules|data|\.git|dist)([\\/]|$)|~$|\.log$/.test(name)
    if (!isOurs || isClosing) return
    clearTimeout(pending)
    pending = setTimeout(() => void reload(), SETTLE_MS)
  }

  launch()
  const watcher = watchFolder(dirname(botPath), changed)
  return {
    ready,
    async close() {
      isClosing = true
      clearTimeout(pending)
      watcher?.close()
      await stop()
    },
  }
}

/** Reloading is a comfort: where the folder cannot be watched, everything else still works. */
function watchFolder(
  folder: string,
  changed: (event: string, name: string | null) => void,
): FSWatcher | undefined {
  try {
    return watch(folder + sep, { recursive: true }, changed).on('error', () => {})
  } catch {
    return undefined
  }
}
