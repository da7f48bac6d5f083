import { type Client, type ClientOptions, createClient } from '../../src/client/client.ts'
import { loadContract } from '../../src/client/params-check.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { APP_ID, APP_SECRET, createFakeWeChat, type FakeWeChat } from './fake-wechat.ts'

// The first call of a process loads it, which takes real time, and the clock of these tests would not wait.
await loadContract()

export interface World {
  clock: FakeClock
  wechat: FakeWeChat
  client: Client
}

/** A client, its WeChat and its clock; nothing is random. */
export function setUp(options: Partial<ClientOptions> = {}): World {
  const clock = createFakeClock()
  const wechat = createFakeWeChat({ clock })
  const random = (count: number) => new Uint8Array(count)
  const client = createClient({
    appId: APP_ID,
    appSecret: APP_SECRET,
    fetch: wechat.fetch,
    clock,
    random,
    ...options,
  })
  return { clock, wechat, client }
}

/** What a promise rejects with; a fulfilled one fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => {
      throw new Error('expected a failure')
    },
    (error: unknown) => error,
  )
}
