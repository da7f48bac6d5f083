import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A hundred times what it takes. */
const LIMIT_MS = 10_000

/**
 * Has Node turn a bot in TypeScript into JavaScript, in a process that ends: Node's compiler takes some 20 MB, and a server
 * that has once loaded it never gets rid of them. Loading the bot then finds the result in Node's compile cache. Nothing
 * of the bot runs, and what is wrong with it, loading tells. Does nothing for JavaScript, and where there is no cache.
 */
export async function compileAhead(path: string): Promise<void> {
  if (!/\.[cm]?ts$/.test(path) || getCompileCacheDir() === undefined) return
  const program = fileURLToPath(import.meta.url).replace(/compile-ahead\.(ts|js)$/, 'compile-bot.$1')
  const bot = pathToFileURL(resolve(path)).href
  const compiling = spawn(process.execPath, [program, bot], { stdio: 'ignore', timeout: LIMIT_MS })
  // Where no process can be started, the bot is compiled while it loads.
  await once(compiling, 'close').catch(() => {})
}
