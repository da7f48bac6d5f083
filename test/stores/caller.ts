/** A bot's process that calls without a pause, four calls at a time, and tells what happens to it. */
import { ApiError, createClient, type TokenKind } from 'yingwu'
import { openStore, type StoreKind } from '../support/stores.ts'

export interface CallerSettings {
  kind: StoreKind
  place: string
  tokens: TokenKind
  apiUrl: string
  appId: string
  appSecret: string
}

/** What the process says. `asks`: it is about to fetch a token. */
export type Said = { type: 'asks' } | { type: 'failed'; code: number; message: string }

const AT_ONCE = 4
const settings: CallerSettings = JSON.parse(process.argv[2] ?? '')
const { kind, place, ...account } = settings
await using opened = openStore(kind, place)
const say = (said: Said) => process.send?.(said)
const { api } = createClient({
  ...account,
  store: opened.store,
  hooks: {
    onRequest: ({ endpoint }) => {
      if (endpoint.startsWith('token.')) say({ type: 'asks' })
    },
    onStoreError: (error) => say({ type: 'failed', code: 0, message: `store: ${String(error)}` }),
  },
})

const end = new AbortController()
process.once('message', () => end.abort())

async function callOn() {
  while (!end.signal.aborted) {
    try {
      await api.ip.api()
    } catch (error) {
      say({ type: 'failed', code: error instanceof ApiError ? error.code : 0, message: String(error) })
    }
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, callOn))
process.disconnect()
