import { fork } from 'node:child_process'
import { Pool } from 'undici'
import { createClient } from 'yingwu'
import { createUndiciFetch } from '../packages/server/src/undici-fetch.ts'
import { ACCOUNT } from './account.ts'
import { median } from './codec.ts'
import { answerOf, path } from './servers.ts'
import { table } from './table.ts'

export interface ClientFigures {
  /** µs of user and system time per call: undici's pool, with the URL, the JSON and the answer handled by hand. */
  bare: number
  /** The typed client over the same pool: checks, token, deadline, errors, and the few repeats. */
  client: number
  /** The same without the check of the parameters. */
  unchecked: number
  wrong: number
}

export interface ClientAmounts {
  rounds: number
  callsPerRound: number
}

/** Rounds that let the compiler do its work before anything is measured. */
const WARM_UP = 10
/** Calls under way at the same time. */
const CONCURRENCY = 32

const CONTESTANTS = ['bare', 'client', 'unchecked'] as const
type Contestant = (typeof CONTESTANTS)[number]

type Call = (content: string) => Promise<boolean>

/** Sends customer-service messages to a server next door, each contestant in turn; the middle round counts. */
export async function measureClient({ rounds, callsPerRound }: ClientAmounts): Promise<ClientFigures> {
  const server = fork(path('api-server.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const [{ ready }] = await answerOf<{ ready: string }>(server, 'the API')
  const { origin } = new URL(ready)
  const pool = new Pool(origin)
  const undici = createUndiciFetch()
  const tokens = { get: async () => TOKEN, invalidate: () => {} }
  const { api } = createClient({ ...ACCOUNT, apiUrl: origin, fetch: undici.fetch, tokens })
  const contestants: Record<Contestant, Call> = {
    bare: (content) => sendByHand(pool, content),
    client: async (content) => (await api.message.customSend(toMessage(content))).errcode === 0,
    unchecked: async (content) =>
      (await api.message.customSend(toMessage(content), { check: false })).errcode === 0,
  }
  const times: Record<Contestant, number[]> = { bare: [], client: [], unchecked: [] }
  let wrong = 0
  try {
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const name of CONTESTANTS) {
        const result = await play(contestants[name], callsPerRound)
        wrong += result.wrong
        if (round >= 0) times[name].push(result.us)
      }
    }
  } finally {
    await Promise.all([pool.close(), undici.close()])
    server.disconnect()
  }
  const { bare, client, unchecked } = times
  return { bare: median(bare), client: median(client), unchecked: median(unchecked), wrong }
}

export function clientTable({ bare, client, unchecked }: ClientFigures): string {
  return table(
    ['caller', 'CPU µs / call', '× bare'],
    [
      ['undici, by hand', bare, 1],
      ['typed client', client, client / bare],
      ['without its check', unchecked, unchecked / bare],
    ],
  )
}

const TOKEN = '91_bench-Yw0xUb5GqKp9cDzLr4TjVn8sHoEm2iAf7Q'

function toMessage(content: string) {
  return { touser: 'oBenchUser0000000000000000001', msgtype: 'text', text: { content } } as const
}

async function sendByHand(pool: Pool, content: string): Promise<boolean> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: `/cgi-bin/message/custom/send?access_token=${encodeURIComponent(TOKEN)}`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(toMessage(content)),
  })
  const answer: unknown = JSON.parse(await body.text())
  return (
    statusCode === 200 &&
    typeof answer === 'object' &&
    answer !== null &&
    'errcode' in answer &&
    answer.errcode === 0
  )
}

async function play(call: Call, count: number): Promise<{ us: number; wrong: number }> {
  let next = 0
  let wrong = 0
  async function work(): Promise<void> {
    while (next < count) {
      next += 1
      if (!(await call(`第 ${next} 条`))) wrong += 1
    }
  }
  const began = process.cpuUsage()
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  const { user, system } = process.cpuUsage(began)
  return { us: (user + system) / count, wrong }
}
