/** Several replies to one message, what the allowance lets through, and what each receipt says. */
import type { AccountKind } from '@yingwu/protocol'
import { describe, expect, test } from 'vitest'
import { ApiError, Bot, type CallbackOptions, type Context, type Outcome, type Receipt, reply } from 'yingwu'
import { createScenario } from '../support/scenario.ts'

type Handler = (ctx: Context, scene: Scene) => Promise<string | undefined | void> | string | void
type Scene = Awaited<ReturnType<typeof createScenario>>

async function stage(
  handler: Handler,
  kind: AccountKind = 'verifiedService',
  callback: Partial<CallbackOptions> = {},
) {
  const outcomes: Outcome[] = []
  const bot = new Bot().use((ctx) => handler(ctx, scene))
  const observer = { delivered: ({ outcome }: { outcome: Outcome }) => outcomes.push(outcome) }
  const scene = await createScenario(bot, { kind, callback: { kind, observer, ...callback } })
  await scene.client.api.ip.api()
  return {
    ...scene,
    outcomes,
    viaOf: () => outcomes.map((one) => (one.via === 'none' ? one.reason : one.via)),
  }
}

/** So many replies, numbered. */
function say(ctx: Context, count: number): Receipt[] {
  return Array.from({ length: count }, (_, index) => ctx.reply(`第${index + 1}条`))
}

describe('an account that may push', () => {
  test('the first is passive, the others follow as customer-service messages, in order', async () => {
    const { says, phone, viaOf } = await stage((ctx) => void say(ctx, 3))
    await says('你好', 5)
    expect(phone()).toEqual(['fan: 你好', 'account: 第1条', 'account: 第2条', 'account: 第3条'])
    expect(viaOf()).toEqual(['passive', 'push', 'push'])
  })

  test('a first reply does not wait for the rest of the work', async () => {
    const { says, phone, clock } = await stage(async (ctx, { sleep }) => {
      ctx.reply('查询中')
      await sleep(20)
      ctx.reply('查到了')
    })
    const { push } = await says('你好', 1)
    expect(push?.durationMs).toBe(100)
    expect(phone()).toEqual(['fan: 你好', 'account: 查询中'])
    await clock.advance(20_000)
    expect(phone()).toEqual(['fan: 你好', 'account: 查询中', 'account: 查到了'])
  })

  test('a receipt can be waited for, and tells the way', async () => {
    const seen: Outcome[] = []
    const { says, clock } = await stage(async (ctx) => {
      seen.push(await ctx.reply('一').settled, await ctx.reply('二').settled, await ctx.reply('三').settled)
    })
    await says('你好', 1)
    await clock.advance(5000)
    // The last one goes when the handler has ended: it may have to hold what still comes.
    expect(seen).toEqual([{ via: 'passive' }, { via: 'push' }, { via: 'push' }])
  })

  test('what exceeds the allowance goes along with the last ones', async () => {
    const { says, phone, viaOf } = await stage((ctx) => void say(ctx, 9))
    await says('你好', 5)
    const lines = phone().slice(1)
    expect(lines.length).toBeLessThanOrEqual(6)
    expect(lines.join('\n').match(/第\d条/g)).toEqual(
      Array.from({ length: 9 }, (_, index) => `第${index + 1}条`),
    )
    expect(new Set(viaOf())).toEqual(new Set(['passive']))
  })

  test('late and many: the messages of the allowance hold them all', async () => {
    const { says, phone, viaOf, clock } = await stage(async (ctx, { sleep }) => {
      if (ctx.has('message:text') && ctx.message.Content !== '问') return '没有了'
      await sleep(6)
      for (let part = 1; part <= 8; part += 1) ctx.reply(`${part}${'字'.repeat(500)}`)
      return undefined
    })
    await says('问', 5)
    await clock.advance(10_000)
    expect(
      phone()
        .slice(1)
        .map((line) => line.slice(0, 10)),
    ).toEqual([1, 2, 3, 4, 5].map((part) => `account: ${part}`))
    expect(viaOf()).toEqual([...Array<string>(5).fill('push'), ...Array<string>(3).fill('kept')])
    // The next message brings what is left, under its question.
    await says('还有吗', 1)
    expect(phone().join()).toContain('6字')
  })

  test('a picture after a text', async () => {
    const { says, simulator, openid, client, viaOf } = await stage((ctx) => {
      ctx.reply('看图')
      return void ctx.reply(reply.image(id))
    })
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const { media_id: id = '' } = await client.api.media.upload({
      type: 'image',
      media: { data: png, filename: 'a.png' },
    })
    await says('你好', 5)
    expect(simulator.messages(openid).map(({ type }) => type)).toEqual(['text', 'text', 'image'])
    expect(viaOf()).toEqual(['passive', 'push'])
  })

  test('used up elsewhere (45047): it is kept for the next message', async () => {
    const { says, phone, viaOf, clock, client, openid } = await stage(async (ctx, { sleep }) => {
      if (ctx.has('message:text') && ctx.message.Content !== '问') return '在'
      await sleep(6)
      return '答'
    })
    await says('问', 5)
    const content = '别的程序'
    for (let sent = 0; sent < 5; sent += 1)
      await client.api.message.customSend({ touser: openid, msgtype: 'text', text: { content } })
    await clock.advance(5000)
    expect(viaOf()).toEqual(['kept'])
    await says('喂', 1)
    expect(phone().at(-1)).toBe('account: 「问」\n答\n\n在')
  })

  test('too late (45015): it is kept, and nothing is called sent', async () => {
    const { says, viaOf, simulator, clock, phone } = await stage(async (_ctx, { sleep }) => {
      await sleep(6)
      return '答'
    })
    await says('问', 5)
    // WeChat's clock is two days ahead of ours.
    simulator.clock.change({ advanceSeconds: 48 * 3600 })
    await clock.advance(5000)
    expect(viaOf()).toEqual(['kept'])
    expect(phone()).toEqual(['fan: 问'])
  })

  test('ctx.canPush() counts along', async () => {
    const seen: boolean[] = []
    const { says, clock } = await stage(async (ctx, { sleep }) => {
      seen.push(await ctx.canPush())
      await sleep(6)
      for (let sent = 0; sent < 4; sent += 1) {
        ctx.reply('字'.repeat(600))
        await sleep(1)
      }
      seen.push(await ctx.canPush())
    })
    await says('问', 30)
    await clock.advance(5000)
    expect(seen).toEqual([true, true])
  })

  describe('what the handler sends by ctx.api.message.customSend', () => {
    const send = (ctx: Context, content = '自己发的') =>
      ctx.api.message.customSend({ touser: ctx.openid, msgtype: 'text', text: { content } })

    test('counts: ctx.canPush() is honest', async () => {
      const seen: boolean[] = []
      const { says, phone } = await stage(async (ctx) => {
        for (let sent = 0; sent < 5; sent += 1) {
          seen.push(await ctx.canPush())
          await send(ctx)
        }
        seen.push(await ctx.canPush())
      })
      await says('问', 5)
      expect(phone()).toHaveLength(6)
      expect(seen).toEqual([true, true, true, true, true, false])
    })

    test('leaves less for replies: they are kept, and nothing is refused', async () => {
      const { says, phone, viaOf, clock } = await stage(async (ctx, { sleep }) => {
        if (ctx.has('message:text') && ctx.message.Content !== '问') return '在'
        for (let sent = 0; sent < 5; sent += 1) await send(ctx)
        await sleep(6)
        return '答'
      })
      await says('问', 5)
      await clock.advance(5000)
      expect(viaOf()).toEqual(['kept'])
      await says('喂', 1)
      expect(phone().at(-1)).toBe('account: 「问」\n答\n\n在')
    })

    test('counts nothing when WeChat refused it, and learns from 45047', async () => {
      const codes: unknown[] = []
      const seen: boolean[] = []
      const { says, client, openid } = await stage(async (ctx) => {
        await ctx.api.message
          .customSend({ touser: ctx.openid, msgtype: 'image', image: { media_id: 'none' } })
          .catch((error: unknown) => codes.push(error instanceof ApiError && error.code))
        const content = '别的程序'
        const others = { touser: openid, msgtype: 'text', text: { content } } as const
        for (let sent = 0; sent < 5; sent += 1) await client.api.message.customSend(others)
        seen.push(await ctx.canPush())
        await send(ctx).catch((error: unknown) => codes.push(error instanceof ApiError && error.code))
        seen.push(await ctx.canPush())
      })
      await says('问', 5)
      expect(codes).toEqual([40007, 45047])
      expect(seen).toEqual([true, false])
    })

    test('to somebody else it costs this person nothing', async () => {
      const seen: boolean[] = []
      const { says, simulator } = await stage(async (ctx) => {
        const touser = simulator.fans()[1]?.openid ?? ''
        for (let sent = 0; sent < 6; sent += 1) {
          const text = { content: '转告' }
          await ctx.api.message.customSend({ touser, msgtype: 'text', text }).catch(() => {})
        }
        seen.push(await ctx.canPush())
      })
      await says('问', 5)
      expect(seen).toEqual([true])
    })
  })

  test('WeChat refuses it: the receipt has the error', async () => {
    const { says, outcomes, clock } = await stage(async (ctx, { sleep }) => {
      await sleep(6)
      ctx.reply(reply.image('no-such-media'))
    })
    await says('问', 5)
    await clock.advance(5000)
    expect(outcomes).toEqual([
      { via: 'none', reason: 'failed', error: expect.objectContaining({ code: 40007 }) },
    ])
  })

  test('a button of the menu allows three within a minute', async () => {
    const scene = await stage((ctx) => void say(ctx, 5))
    const { client, simulator, openid, clock, phone } = scene
    await client.api.menu.create({ button: [{ type: 'click', name: '茶', key: 'TEA' }] })
    const done = simulator.act(openid, { type: 'menu', key: 'TEA' })
    await clock.advance(5000)
    await done
    // Four more do not fit into three: what goes together goes along with the answer.
    expect(phone()).toEqual(['account: 第1条\n\n第2条\n\n第3条\n\n第4条\n\n第5条'])
  })
})

describe('an account that may not', () => {
  test('texts become one', async () => {
    const { says, phone, viaOf } = await stage((ctx) => void say(ctx, 3), 'subscription')
    await says('你好', 1)
    expect(phone()).toEqual(['fan: 你好', 'account: 第1条\n\n第2条\n\n第3条'])
    expect(viaOf()).toEqual(['passive', 'passive', 'passive'])
  })

  test('what does not fit is kept, and typing the word brings it', async () => {
    const { says, phone, viaOf } = await stage((ctx) => {
      ctx.reply('一'.repeat(600))
      ctx.reply('二'.repeat(600))
    }, 'subscription')
    await says('你好', 1)
    expect(viaOf()).toEqual(['passive', 'kept'])
    await says('继续', 1)
    expect(phone().at(-1)).toBe(`account: ${'二'.repeat(600)}`)
  })

  test('ctx.canPush() says no', async () => {
    const { says, phone } = await stage(async (ctx) => String(await ctx.canPush()), 'subscription')
    await says('你好', 1)
    expect(phone().at(-1)).toBe('account: false')
  })
})

describe('a handler that fails', () => {
  test('in time: the apology, passively', async () => {
    const { says, phone, viaOf } = await stage(
      (ctx) => {
        ctx.reply('半句')
        throw new Error('boom')
      },
      'verifiedService',
      { apology: '抱歉' },
    )
    await says('你好', 1)
    expect(phone()).toEqual(['fan: 你好', 'account: 抱歉'])
    expect(viaOf()).toEqual(['replaced', 'passive'])
  })

  test('late: the apology is pushed', async () => {
    const fail: Handler = async (_ctx, { sleep }) => {
      await sleep(6)
      throw new Error('boom')
    }
    const { says, phone, clock } = await stage(fail, 'verifiedService', { apology: '抱歉' })
    await says('你好', 5)
    await clock.advance(5000)
    expect(phone()).toEqual(['fan: 你好', 'account: 抱歉'])
  })
})
