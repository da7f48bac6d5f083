/**
 * The kit behind node:http: an echo that takes `latency` milliseconds, with a store, or as it comes (`none`).
 * `node kit-server.ts <store> <latency> <mode>`; tells on request how often its handler ran.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Bot, createCallback, memoryStore, nodeListener, type Store, sqliteStore } from 'yingwu'
import { ACCOUNT, isMode } from './account.ts'
import { listen } from './listen.ts'

const [store = 'none', latency = '0', mode = 'plain'] = process.argv.slice(2)
if (!isMode(mode)) throw new Error(`no mode ${mode}`)
let runs = 0

const bot = new Bot().on('message:text', (ctx) => {
  runs += 1
  const { Content } = ctx.message
  return latency === '0' ? Content : new Promise((resolve) => setTimeout(resolve, Number(latency), Content))
})
const callback = createCallback({ ...ACCOUNT, mode, bot, store: openStore() })

process.on('message', (message) => {
  if (message === 'runs') process.send?.({ runs })
})
const server = createServer(nodeListener(callback))
server.keepAliveTimeout = 60_000
// Its long queue lets 10,000 connect at once.
listen(server, { backlog: 16_384 })

function openStore(): Store | undefined {
  if (store === 'none') return undefined
  if (store === 'memory') return memoryStore()
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true }))
  return sqliteStore(new DatabaseSync(join(folder, 'yingwu.db')))
}
