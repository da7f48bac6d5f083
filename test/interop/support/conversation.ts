/** What people say to a server with an SDK, and what must come back on their phones. */
import type { EncryptionMode } from '@yingwu/protocol'
import type { PhoneMessage } from '@yingwu/simulator'
import { expect } from 'vitest'
import { SERVER, type World } from './world.ts'

/** Characters that break what is put together carelessly. */
const DELICATE = '你好 <b>&amp;</b> "\'\\ 鹦鹉🦜\n第二行'

export async function converse({ sim, fans }: World, url: string, mode: EncryptionMode): Promise<void> {
  expect(await sim.connect({ url, mode, ...SERVER })).toMatchObject({ verified: true })
  const [{ openid }] = fans
  const say = async (action: Parameters<typeof sim.act>[1]) => {
    const { push, messages } = await sim.act(openid, action)
    expect(push).toMatchObject({ outcome: 'replied' })
    return messages.at(-1)
  }

  expect(await say({ type: 'text', content: DELICATE })).toMatchObject({ type: 'text', content: DELICATE })
  expect(await say({ type: 'image' })).toMatchObject({ from: 'account', type: 'image' })
  expect(await say({ type: 'voice', seconds: 2 })).toMatchObject({ from: 'account', type: 'voice' })
  expect(await say({ type: 'location', latitude: 31.23, longitude: 121.47, label: '上海' })).toMatchObject({
    content: expect.stringContaining('上海'),
  })
  const click = await say({ type: 'event', event: 'CLICK', fields: { EventKey: 'V1001_今日' } })
  expect(click).toMatchObject({
    type: 'news',
    articles: [{ title: 'V1001_今日', url: 'http://example.com/' }],
  })
}

/** A newcomer who scans a code with a scene; what they see first. */
export async function arrive({ sim }: World, scene: string): Promise<PhoneMessage | undefined> {
  const [fan] = await sim.addFans()
  if (!fan) throw new Error('nobody came')
  const { messages } = await sim.act(fan.openid, { type: 'follow', scene })
  return messages.at(-1)
}
