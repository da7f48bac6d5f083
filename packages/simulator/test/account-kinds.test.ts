import { ACCOUNT_KINDS, type AccountKind, isAccountKind } from '@yingwu/protocol'
import { ENDPOINTS } from '@yingwu/protocol/contract'
import { describe, expect, test } from 'vitest'
import { createStage } from './support/stage.ts'

const KINDS = Object.keys(ACCOUNT_KINDS).filter(isAccountKind)

describe('a kind of account is refused what it lacks, and nothing else', () => {
  test.for(KINDS)('%s', async (kind) => {
    const { sim, api } = await createStage()
    sim.patchAccount({ kind })
    const refused: string[] = []
    const lacking: string[] = []
    for (const [id, { path, method, accounts, auth }] of Object.entries(ENDPOINTS)) {
      if (auth !== 'access_token') continue
      const { errcode } = await api(path, method === 'POST' ? {} : undefined, { method })
      if (errcode === 48001) refused.push(id)
      if (!accounts.includes(kind)) lacking.push(id)
    }
    expect(refused).toEqual(lacking)
  })
})

test.for<[AccountKind, number]>([
  ['subscription', 48001],
  ['verifiedSubscription', 0],
  ['service', 48001],
  ['verifiedService', 0],
  ['sandbox', 0],
])('%s may send customer-service messages: %i', async ([kind, errcode]) => {
  const { sim, fan, api } = await createStage()
  sim.patchAccount({ kind })
  await sim.act(fan.openid, { type: 'text', content: '你好' })
  const message = { touser: fan.openid, msgtype: 'text', text: { content: '您好' } }
  expect((await api('/cgi-bin/message/custom/send', message)).errcode).toBe(errcode)
})

test('every kind can be written to and can answer', async () => {
  for (const kind of KINDS) {
    const { sim, fan } = await createStage()
    sim.patchAccount({ kind })
    expect((await sim.act(fan.openid, { type: 'text', content: '你好' })).push?.outcome).toBe('silent')
  }
})
