/** What programs read of `GET /_sim/v1/events` while much happens, and what they read instead where they are too slow. */
import { describe, expect, test } from 'vitest'
import type { PhoneMessage, PushRow, StreamEvents } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { createStage, type Stage } from './support/stage.ts'

const MEBIBYTE = 1024 * 1024

interface Told {
  name: string
  data: string
}

interface Listening {
  /** Reads on until this has been told; gives all that was told so far. */
  until: (isEnd: (event: Told) => boolean) => Promise<Told[]>
  /** Bytes read. */
  size: () => number
}

async function listen({ sim }: Stage, query = ''): Promise<Listening> {
  const response = await sim.fetch(new Request(`http://127.0.0.1:8100/_sim/v1/events${query}`))
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  const told: Told[] = []
  let rest = ''
  let size = 0
  return {
    size: () => size,
    async until(isEnd) {
      while (!told.some(isEnd)) {
        const { value, done } = (await reader?.read()) ?? { done: true }
        if (done) throw new Error('the stream has ended')
        size += value?.length ?? 0
        rest += decoder.decode(value, { stream: true })
        const blocks = rest.split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const [, name = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? []
          if (name !== '') told.push({ name, data })
        }
      }
      return told
    },
  }
}

function listsOf(told: readonly Told[], name: 'pushes'): PushRow[][]
function listsOf(told: readonly Told[], name: 'messages'): PhoneMessage[][]
function listsOf(told: readonly Told[], name: keyof StreamEvents): unknown[][] {
  return told.filter((event) => event.name === name).map(({ data }) => JSON.parse(data))
}

const say = ({ sim, fan }: Stage, content: string) => sim.act(fan.openid, { type: 'text', content })

/** As people do who all write at once. */
const sayMany = (stage: Stage, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => say(stage, `第 ${n + 1} 句`)))

/** A word that ends the waiting. */
const isLast = ({ name, data }: Told) => name === 'messages' && data.includes('最后一句')

describe('the event stream', () => {
  test('brings many pushes in few events, complete and in order, each as it ended', async () => {
    const stage = await createStage((push) => textReply(push, '好'))
    const stream = await listen(stage)
    await sayMany(stage, 400)
    const told = await stream.until(
      ({ name, data }) =>
        name === 'pushes' && /"id":400,[^{]*"attempts":\[[^\]]+\],"outcome":"replied"/.test(data),
    )
    const lists = listsOf(told, 'pushes')
    expect(lists.length).toBeLessThan(40)
    const first = [...new Set(lists.flat().map(({ id }) => id))]
    expect(first).toEqual(Array.from({ length: 400 }, (_, n) => n + 1))
    const last = new Map(lists.flat().map((row) => [row.id, row]))
    expect([...last.values()].every(({ outcome }) => outcome === 'replied')).toBe(true)
    const ids = listsOf(told, 'messages')
      .flat()
      .map(({ id }) => id)
    expect(ids).toEqual(Array.from({ length: 800 }, (_, n) => n + 1))
  })

  test('tells of pushes what a list shows, and all of them where that is wished', async () => {
    const stage = await createStage((push) => textReply(push, '好'))
    const rows = await listen(stage)
    const full = await listen(stage, '?detail=full')
    const { push } = await say(stage, '你好')
    const isReplied = ({ name, data }: Told) => name === 'pushes' && data.includes('"outcome":"replied"')
    const [row] = listsOf(await rows.until(isReplied), 'pushes').at(-1) ?? []
    const [whole] = listsOf(await full.until(isReplied), 'pushes').at(-1) ?? []
    expect(row).toMatchObject({ id: 1, summary: '你好', outcome: 'replied' })
    expect(row?.attempts).toEqual([
      { n: 1, of: 3, verdict: 'replied', durationMs: expect.any(Number), status: 200, reply: 'text' },
    ])
    expect(row).not.toHaveProperty('plainBody')
    expect(whole).toEqual(JSON.parse(JSON.stringify(push)))
    expect(await stage.control('GET', '/pushes?detail=rows')).toEqual({ status: 200, body: [row] })
    expect(await stage.control('GET', '/events?detail=some')).toMatchObject({ status: 400 })
  })

  test('drops what a slow reader leaves, says so, and goes on; others miss nothing', async () => {
    const stage = await createStage()
    const slow = await listen(stage)
    const quick = await listen(stage)
    await slow.until(({ name }) => name === 'snapshot')
    // A message of 300 kB.
    const long = '茶'.repeat(100_000)
    for (let n = 1; n <= 36; n++) {
      await say(stage, `${n} ${long}`)
      await quick.until(({ name, data }) => name === 'messages' && data.includes(`"${n} 茶`))
    }
    await slow.until(({ name }) => name === 'lagged')
    await say(stage, '最后一句')
    const told = await slow.until(isLast)
    expect(told.map(({ name }) => name).filter((name) => ['snapshot', 'lagged'].includes(name))).toEqual([
      'snapshot',
      'lagged',
    ])
    expect(JSON.parse(told.find(({ name }) => name === 'lagged')?.data ?? '{}')).toMatchObject({
      accounts: [{ appid: stage.sim.account().appid }],
      fans: [{ openid: stage.fan.openid }],
      fanCount: 1,
    })
    const all = await quick.until(isLast)
    expect(all.some(({ name }) => name === 'lagged')).toBe(false)
    expect(listsOf(all, 'messages').flat()).toHaveLength(37)
    expect(quick.size()).toBeGreaterThan(9 * MEBIBYTE)
    expect(slow.size()).toBeLessThan(MEBIBYTE)
  })
})

describe('a search through the pushes', () => {
  test('finds what was sent, in any case, and only newer ones where that is asked', async () => {
    const stage = await createStage()
    await say(stage, 'Green tea')
    await stage.sim.act(stage.fan.openid, { type: 'scan', scene: 'Teahouse' })
    await say(stage, '咖啡')
    const find = async (query: string) => (await stage.control('GET', `/pushes/found?${query}`)).body
    expect(await find('text=TEA')).toEqual({ ids: [2, 1] })
    expect(await find('text=tea&after=1')).toEqual({ ids: [2] })
    expect(await find('text=eventkey')).toEqual({ ids: [2] })
    expect(await find(`text=${encodeURIComponent('咖啡')}`)).toEqual({ ids: [3] })
    expect(await find('text=milk')).toEqual({ ids: [] })
  })
})
