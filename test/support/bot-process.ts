/** A bot's process that shares its runs with others: says what it runs, and answers after as long as the question says. */
import { createServer } from 'node:http'
import type { AccountKind } from '@yingwu/protocol'
import { Bot, createCallback, createClient, nodeListener } from 'yingwu'
import { openStore, type StoreKind } from './stores.ts'

export interface BotSettings {
  store: StoreKind
  place: string
  apiUrl: string
  appId: string
  appSecret: string
  token: string
  encodingAESKey: string
  kind: AccountKind
}

/** What the process says. */
export type BotSaid =
  | { type: 'listens'; port: number }
  | { type: 'runs'; question: string; attempt: number }
  | { type: 'failed'; message: string }

const settings: BotSettings = JSON.parse(process.argv[2] ?? '')
const { store, place, ...account } = settings
const say = (said: BotSaid) => process.send?.(said)
const opened = openStore(store, place)

/** A question is `name:milliseconds`. */
const bot = new Bot().on('message:text', async (ctx) => {
  const question = ctx.message.Content
  say({ type: 'runs', question, attempt: ctx.attempt })
  await new Promise((resolve) => setTimeout(resolve, Number(question.split(':')[1])))
  return `答 ${question}`
})
const { api } = createClient({ ...account, store: opened.store })
const callback = createCallback({
  ...account,
  bot,
  api,
  store: opened.store,
  observer: {
    failed: ({ error }) => say({ type: 'failed', message: String(error) }),
    refused: ({ reason }) => say({ type: 'failed', message: reason }),
  },
})
await api.ip.api()
const server = createServer(nodeListener(callback)).listen(0, '127.0.0.1', () => {
  const address = server.address()
  say({ type: 'listens', port: typeof address === 'object' && address !== null ? address.port : 0 })
})
process.once('disconnect', () => process.exit())
