/** What an account may do depends on its kind; the rest is 48001, with the reason. */
import { expect, test } from 'vitest'
import { ApiError, Bot } from 'yingwu'
import { createScenario } from '../support/scenario.ts'

const CALLS = {
  menu: (s: Scenario) => s.client.api.menu.create({ button: [{ type: 'click', name: '茶', key: 'TEA' }] }),
  push: (s: Scenario) =>
    s.client.api.message.customSend({ touser: s.openid, msgtype: 'text', text: { content: '客服' } }),
  users: (s: Scenario) => s.client.api.user.list({}),
  qrcode: (s: Scenario) =>
    s.client.api.qrcode.create({ action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'a' } } }),
  token: (s: Scenario) => s.client.token(),
}
type Scenario = Awaited<ReturnType<typeof createScenario>>
const names = ['menu', 'push', 'users', 'qrcode', 'token'] as const

test.each([
  { kind: 'subscription', refused: ['menu', 'push', 'users', 'qrcode'] },
  { kind: 'verifiedSubscription', refused: ['qrcode'] },
  { kind: 'service', refused: ['push', 'users', 'qrcode'] },
  { kind: 'verifiedService', refused: [] },
  { kind: 'sandbox', refused: [] },
] as const)('$kind is refused $refused', async ({ kind, refused }) => {
  // A test account has no key to encrypt with.
  const mode = kind === 'sandbox' ? 'plain' : 'safe'
  const scenario = await createScenario(
    new Bot().on('message', () => '好'),
    { kind, mode },
  )
  await scenario.says('你好')
  const found: string[] = []
  for (const name of names) {
    await CALLS[name](scenario).catch((error: unknown) => {
      if (!(error instanceof ApiError && error.code === 48001)) throw error
      found.push(name)
    })
  }
  expect(found).toEqual(refused)
})

test('a bot without the right still answers passively', async () => {
  const scenario = await createScenario(
    new Bot().on('message:text', (ctx) => ctx.message.Content),
    { kind: 'subscription' },
  )
  const { messages } = await scenario.says('你好')
  expect(messages.at(-1)).toMatchObject({ from: 'account', content: '你好' })
})

test('five customer-service messages per message of the person, then 45047; after 48 hours 45015', async () => {
  const scenario = await createScenario(new Bot())
  await scenario.says('在吗')
  const send = (content: string) =>
    scenario.client.api.message.customSend({ touser: scenario.openid, msgtype: 'text', text: { content } })
  for (let number = 1; number <= 5; number++) await send(`第 ${number} 条`)
  await expect(send('第 6 条')).rejects.toMatchObject({ code: 45047 })
  await scenario.says('还在')
  scenario.simulator.clock.change({ advanceSeconds: 48 * 3600 + 1 })
  await expect(send('晚了')).rejects.toMatchObject({ code: 45015 })
})
