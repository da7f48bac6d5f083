import { createFakeClock, createSimulator, type PhoneMessage, seededRandom } from '@yingwu/simulator'
import type { AccountKind, EncryptionMode } from '@yingwu/protocol'
import { type Bot, type CallbackOptions, createCallback, fetchHandler } from 'yingwu'
import { clientOf } from './client-of.ts'

/**
 * A bot and WeChat in one process, without sockets and without waiting: both read one clock, which moves only when the
 * test says so.
 */
export async function createScenario(
  bot: Bot,
  options: { kind?: AccountKind; mode?: EncryptionMode; callback?: Partial<CallbackOptions> } = {},
) {
  const { kind = 'verifiedService', mode = 'safe' } = options
  const clock = createFakeClock()
  const simulator = createSimulator({
    clock,
    random: seededRandom(7),
    kind,
    receiver: (request) => receive(request),
  })
  const account = simulator.account()
  const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
  const token = 'parrot2026'
  const client = clientOf(simulator, clock)
  const callback = createCallback({
    bot,
    appId: account.appid,
    token,
    encodingAESKey,
    mode,
    clock,
    api: client.api,
    ...options.callback,
  })
  const receive = fetchHandler(callback)
  const verification = await simulator.connect({ url: 'http://bot.test/wechat', token, encodingAESKey, mode })
  if (!verification.verified) throw new Error(`not verified: ${JSON.stringify(verification.steps)}`)
  const fan = simulator.fans()[0]
  if (fan === undefined) throw new Error('nobody follows')

  return {
    clock,
    simulator,
    callback,
    client,
    openid: fan.openid,
    /** What the phone shows, one line each: `fan: 你好`, `account: 你好`, `system: …`. */
    phone: () => simulator.messages(fan.openid).map(toLine),
    /** The person writes; time passes until WeChat is done with it. */
    says: async (content: string, seconds = 0) => {
      const done = simulator.act(fan.openid, { type: 'text', content })
      await clock.advance(seconds * 1000)
      return done
    },
    /** For handlers: time that passes only when the test lets it. */
    sleep: (seconds: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, seconds * 1000)),
  }
}

function toLine(message: PhoneMessage): string {
  return `${message.from}: ${'content' in message ? message.content : message.type}`
}
