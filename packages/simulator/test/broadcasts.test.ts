import { describe, expect, test } from 'vitest'
import { addDraft, freshApi } from './support/library.ts'
import { createStage, isObject, type Stage } from './support/stage.ts'

const SEND_ALL = '/cgi-bin/message/mass/sendall'
const SEND = '/cgi-bin/message/mass/send'
const PREVIEW = '/cgi-bin/message/mass/preview'
const TEXT = { msgtype: 'text', text: { content: '今晚八点直播' } }
const TO_ALL = { filter: { is_to_all: true } }

async function crowd(count = 3) {
  const stage = await createStage()
  const others = await stage.sim.addFans({ count, follow: true })
  stage.received.length = 0
  const everybody = [stage.fan, ...others]
  return {
    ...stage,
    others,
    everybody,
    /** Lets jobs come due. */
    pass: async (seconds = 2) => {
      stage.sim.clock.change({ advanceSeconds: seconds })
      await stage.sim.idle()
    },
    broadcasts: (openid: string) => stage.sim.messages(openid).filter(({ via }) => via === 'broadcast'),
    /** Own fields of the newest MASSSENDJOBFINISH. */
    finish: () => stage.sim.pushes().find(({ kind }) => kind === 'event:MASSSENDJOBFINISH')?.fields ?? {},
  }
}

async function withTag(stage: Stage, openids: string[]): Promise<number> {
  const { body } = await stage.api('/cgi-bin/tags/create', { tag: { name: '老客' } })
  const tag = isObject(body['tag']) ? Number(body['tag']['id']) : 0
  const tagged = await stage.api('/cgi-bin/tags/members/batchtagging', { openid_list: openids, tagid: tag })
  expect(tagged.errcode).toBe(0)
  return tag
}

function draft(stage: Stage): Promise<string> {
  return addDraft(stage, { title: '上新', digest: '一句话' }, { title: '旧茶' })
}

describe('a broadcast', () => {
  test('to all arrives on every phone and ends in an event with the counts', async () => {
    const { api, pass, everybody, broadcasts, finish } = await crowd()
    const { body } = await api(SEND_ALL, { ...TO_ALL, ...TEXT })
    expect(body).toEqual({ errcode: 0, errmsg: 'send job submission success', msg_id: expect.any(Number) })
    expect(Number(body['msg_id'])).toBeGreaterThan(2 ** 31)
    expect((await api('/cgi-bin/message/mass/get', { msg_id: body['msg_id'] })).body).toEqual({
      msg_id: body['msg_id'],
      msg_status: 'SENDING',
    })
    await pass()
    for (const { openid } of everybody)
      expect(broadcasts(openid)).toMatchObject([{ type: 'text', content: '今晚八点直播', from: 'account' }])
    expect(finish()).toMatchObject({
      MsgID: String(body['msg_id']),
      Status: 'send success',
      TotalCount: 4,
      FilterCount: 4,
      SentCount: 4,
      ErrorCount: 0,
      CopyrightCheckResult: { Count: 0, CheckState: 0 },
      ArticleUrlResult: { Count: 0 },
    })
    const got = await api('/cgi-bin/message/mass/get', { msg_id: String(body['msg_id']) })
    expect(got.body['msg_status']).toBe('SEND_SUCCESS')
  })

  test('reports on the wire as the service does', async () => {
    const { api, pass, received } = await crowd(0)
    const { body } = await api(SEND_ALL, { ...TO_ALL, ...TEXT })
    await pass()
    const wire = received.at(-1)?.body.replaceAll(/\n/g, '') ?? ''
    expect(wire).toContain(
      `<MsgID>${String(body['msg_id'])}</MsgID><Status><![CDATA[send success]]></Status><TotalCount>1</TotalCount>` +
        '<FilterCount>1</FilterCount><SentCount>1</SentCount><ErrorCount>0</ErrorCount>' +
        '<CopyrightCheckResult><Count>0</Count><ResultList></ResultList><CheckState>0</CheckState>' +
        '</CopyrightCheckResult><ArticleUrlResult><Count>0</Count><ResultList></ResultList></ArticleUrlResult>',
    )
  })

  test('by tag reaches those who carry it', async () => {
    const stage = await crowd()
    const [first] = stage.others
    const tag = await withTag(stage, [first?.openid ?? ''])
    await stage.api(SEND_ALL, { filter: { is_to_all: false, tag_id: String(tag) }, ...TEXT })
    await stage.pass()
    expect(stage.everybody.filter(({ openid }) => stage.broadcasts(openid).length > 0)).toEqual([first])
    expect(stage.finish()).toMatchObject({ TotalCount: 1, SentCount: 1 })
  })

  test('by list leaves out who does not follow and who is on the black list', async () => {
    const { api, sim, pass, everybody, others, broadcasts, finish } = await crowd()
    const [gone, banned, stays] = others
    await sim.act(gone?.openid ?? '', { type: 'unfollow' })
    await api('/cgi-bin/tags/members/batchblacklist', { openid_list: [banned?.openid] })
    await api(SEND, { touser: everybody.map(({ openid }) => openid), ...TEXT })
    await pass()
    expect(broadcasts(stays?.openid ?? '')).toHaveLength(1)
    expect(broadcasts(gone?.openid ?? '')).toEqual([])
    expect(broadcasts(banned?.openid ?? '')).toEqual([])
    expect(finish()).toMatchObject({ TotalCount: 4, FilterCount: 2, SentCount: 2, ErrorCount: 0 })
  })

  test('counts as an error who leaves while it is on its way', async () => {
    const { api, sim, pass, others, finish } = await crowd()
    await api(SEND_ALL, { ...TO_ALL, ...TEXT })
    await sim.act(others[0]?.openid ?? '', { type: 'unfollow' })
    await pass()
    expect(finish()).toMatchObject({ FilterCount: 4, SentCount: 3, ErrorCount: 1 })
  })

  test('takes as long as the speed says, and survives an export', async () => {
    const { api, sim, pass, fan, broadcasts } = await crowd(0)
    await sim.addFans({ count: 5000, follow: false })
    const state = JSON.parse(JSON.stringify(sim.exportState()))
    for (const person of state.fans) person.subscribed = true
    sim.importState(state)
    expect((await api('/cgi-bin/message/mass/speed/set', { speed: 4 })).errcode).toBe(0)
    expect((await api('/cgi-bin/message/mass/speed/get')).body).toEqual({ speed: 4, realspeed: 10 })
    await api(SEND_ALL, { ...TO_ALL, ...TEXT })
    sim.importState(JSON.parse(JSON.stringify(sim.exportState())))
    // 5001 people at 100,000 a minute: three seconds, after one in the queue.
    await pass(3.5)
    expect(broadcasts(fan.openid)).toEqual([])
    await pass(1)
    expect(broadcasts(fan.openid)).toHaveLength(1)
  })

  test('of pictures, a voice and a video', async () => {
    const { api, sim, fan, pass, broadcasts } = await crowd()
    const ids: { [type: string]: string } = {}
    for (const type of ['image', 'voice', 'video'] as const) {
      const { messages } = await sim.act(fan.openid, { type })
      if (messages[0] && 'mediaId' in messages[0]) ids[type] = messages[0].mediaId
    }
    const raw = { msgtype: 'mpvideo', mpvideo: { media_id: ids['video'] } }
    expect((await api(SEND_ALL, { ...TO_ALL, ...raw })).errcode).toBe(40007)
    const video = await api('/cgi-bin/media/uploadvideo', { media_id: ids['video'], title: '发布会' })
    const contents = [
      { msgtype: 'image', images: { media_ids: [ids['image'], ids['image']], recommend: '看图' } },
      { msgtype: 'image', image: { media_id: ids['image'] } },
      { msgtype: 'voice', voice: { media_id: ids['voice'] } },
      { msgtype: 'mpvideo', mpvideo: { media_id: video.body['media_id'] } },
    ]
    for (const content of contents) {
      expect((await api(SEND_ALL, { ...TO_ALL, ...content })).errcode).toBe(0)
      await pass()
    }
    const types = ['text', 'image', 'image', 'image', 'voice', 'video']
    expect(broadcasts(fan.openid).map(({ type }) => type)).toEqual(types)
    expect(broadcasts(fan.openid).at(-1)).toMatchObject({ title: '发布会' })
  })
})

describe('articles', () => {
  test('arrive as bubbles that open their pages, and leave the draft box', async () => {
    const stage = await crowd()
    const media_id = await draft(stage)
    const { body } = await stage.api(SEND_ALL, { ...TO_ALL, msgtype: 'mpnews', mpnews: { media_id } })
    expect(body['msg_data_id']).toEqual(expect.any(Number))
    await stage.pass()
    const [news] = stage.broadcasts(stage.fan.openid)
    if (news?.type !== 'news') throw new Error('no news arrived')
    expect(news.articles).toMatchObject([{ title: '上新' }, { title: '旧茶' }])
    const urls = news.articles.map(({ url }) => url)
    expect(stage.finish()['ArticleUrlResult']).toEqual({
      Count: 2,
      ResultList: { item: urls.map((ArticleUrl, index) => ({ ArticleIdx: index + 1, ArticleUrl })) },
    })
    const again = await stage.api(SEND_ALL, { ...TO_ALL, msgtype: 'mpnews', mpnews: { media_id } })
    expect(again.errcode).toBe(40007)
  })

  test('one is taken back, then all', async () => {
    const stage = await crowd()
    const media_id = await draft(stage)
    const { body } = await stage.api(SEND_ALL, { ...TO_ALL, msgtype: 'mpnews', mpnews: { media_id } })
    const remove = (change: object) =>
      stage.api('/cgi-bin/message/mass/delete', { msg_id: body['msg_id'], ...change })
    expect((await remove({})).errcode).toBe(40059)
    await stage.pass()
    expect((await remove({ article_idx: 3 })).errcode).toBe(40060)
    expect((await remove({ article_idx: 1 })).errcode).toBe(0)
    const status = async () =>
      (await stage.api('/cgi-bin/message/mass/get', { msg_id: body['msg_id'] })).body['msg_status']
    expect(await status()).toBe('SEND_SUCCESS')
    const [news] = stage.broadcasts(stage.fan.openid)
    const url = news?.type === 'news' ? news.articles[1]?.url : ''
    expect((await stage.api('/cgi-bin/message/mass/delete', { url })).errcode).toBe(0)
    expect(await status()).toBe('DELETE')
  })

  test.for([
    ['reprint', 0, 'err(30002)', 0],
    ['reprint', 1, 'send success', 4],
    ['forbidden', 1, 'err(30003)', 0],
  ] as const)(
    'the originality check: %s, send_ignore_reprint %i',
    async ([originality, ignore, Status, SentCount]) => {
      const stage = await crowd()
      const media_id = await draft(stage)
      stage.sim.patchAccount({ switches: { originality } })
      const message = { msgtype: 'mpnews', mpnews: { media_id }, send_ignore_reprint: ignore }
      const { body } = await stage.api(SEND_ALL, { ...TO_ALL, ...message })
      await stage.pass()
      expect(stage.finish()).toMatchObject({
        Status,
        SentCount,
        CopyrightCheckResult: { Count: 2, CheckState: originality === 'reprint' ? 2 : 3 },
      })
      const got = await stage.api('/cgi-bin/message/mass/get', { msg_id: body['msg_id'] })
      expect(got.body['msg_status']).toBe(SentCount > 0 ? 'SEND_SUCCESS' : 'SEND_FAIL')
    },
  )
})

describe('limits', () => {
  test('four a month and person on service accounts; the month is that of Beijing', async () => {
    const stage = await crowd()
    const { api, sim, pass, fan, broadcasts, finish } = stage
    sim.clock.change({ advanceSeconds: Date.UTC(2026, 2, 20) / 1000 - sim.clock.now() / 1000 })
    for (let n = 0; n < 5; n++) {
      await api(SEND_ALL, { ...TO_ALL, msgtype: 'text', text: { content: `第${n}条` } })
      await pass()
    }
    expect(broadcasts(fan.openid)).toHaveLength(4)
    expect(finish()).toMatchObject({ Status: 'send fail', TotalCount: 4, FilterCount: 0, SentCount: 0 })
    // 2026-03-31 16:00 UTC is the first of April in Beijing.
    sim.clock.change({ advanceSeconds: Date.UTC(2026, 2, 31, 16) / 1000 - sim.clock.now() / 1000 })
    await freshApi(stage, SEND_ALL, { ...TO_ALL, ...TEXT })
    await pass()
    expect(broadcasts(fan.openid)).toHaveLength(5)
  })

  test('once a day on verified subscription accounts', async () => {
    const { api, sim, pass } = await crowd()
    sim.patchAccount({ kind: 'verifiedSubscription' })
    expect((await api(SEND_ALL, { ...TO_ALL, ...TEXT })).errcode).toBe(0)
    await pass()
    const other = { ...TO_ALL, msgtype: 'text', text: { content: '再来' } }
    expect((await api(SEND_ALL, other)).errcode).toBe(45028)
    expect((await api(SEND, { touser: ['a', 'b'], ...TEXT })).errcode).toBe(48001)
  })

  test('the same clientmsgid tells the first job, and insisting is refused', async () => {
    const { api, pass } = await crowd()
    const send = (content: string) =>
      api(SEND_ALL, { ...TO_ALL, msgtype: 'text', text: { content }, clientmsgid: 'week-47' })
    const first = await send('一')
    const second = await send('二')
    expect(second.body).toMatchObject({ errcode: 45065, msg_id: first.body['msg_id'] })
    expect((await send('三')).errcode).toBe(45066)
    await pass(61)
    expect((await send('四')).errcode).toBe(45065)
  })

  test('without a clientmsgid the same content to the same people counts as one', async () => {
    const { api } = await crowd()
    const first = await api(SEND_ALL, { ...TO_ALL, ...TEXT })
    expect((await api(SEND_ALL, { ...TO_ALL, ...TEXT })).body).toMatchObject({
      errcode: 45065,
      msg_id: first.body['msg_id'],
    })
  })

  test.for<[string, object, number]>([
    ['an unknown tag', { filter: { is_to_all: false, tag_id: 777 }, ...TEXT }, 45159],
    ['no filter', TEXT, 45159],
    ['no text', { ...TO_ALL, msgtype: 'text', text: { content: '' } }, 44004],
    ['a long text', { ...TO_ALL, msgtype: 'text', text: { content: '长'.repeat(700) } }, 45002],
    ['an unknown kind', { ...TO_ALL, msgtype: 'constructor' }, 40008],
    ['an unknown picture', { ...TO_ALL, msgtype: 'image', image: { media_id: 'x' } }, 40007],
    ['an unknown bundle', { ...TO_ALL, msgtype: 'mpnews', mpnews: { media_id: 'x' } }, 40007],
    ['a card', { ...TO_ALL, msgtype: 'wxcard', wxcard: { card_id: 'x' } }, 40073],
    ['a long clientmsgid', { ...TO_ALL, ...TEXT, clientmsgid: 'x'.repeat(65) }, 45067],
  ])('%s', async ([, body, errcode]) => {
    const { api } = await crowd(0)
    expect((await api(SEND_ALL, body)).errcode).toBe(errcode)
  })

  test.for<[string, (openid: string) => unknown, number]>([
    ['one openid', (openid) => [openid], 40130],
    ['one openid twice', (openid) => [openid, openid], 40130],
    ['a bare openid', (openid) => openid, 40031],
    ['a stranger', (openid) => [openid, 'oNobody'], 40003],
    ['too many', () => Array.from({ length: 10_001 }, (_, index) => `o${index}`), 45019],
  ])('%s in touser', async ([, touser, errcode]) => {
    const { api, fan } = await crowd(0)
    expect((await api(SEND, { touser: touser(fan.openid), ...TEXT })).errcode).toBe(errcode)
  })

  test.for([
    [{}, 45084],
    [{ speed: 5 }, 45083],
    [{ speed: -1 }, 45083],
    [{ speed: 'fast' }, 45083],
  ] as const)('speed %o', async ([body, errcode]) => {
    const { api } = await crowd(0)
    expect((await api('/cgi-bin/message/mass/speed/set', body)).errcode).toBe(errcode)
  })

  test('an unknown job', async () => {
    const { api } = await crowd(0)
    expect((await api('/cgi-bin/message/mass/get', { msg_id: 1 })).errcode).toBe(40059)
    expect((await api('/cgi-bin/message/mass/delete', { msg_id: 1 })).errcode).toBe(40059)
    expect((await api('/cgi-bin/message/mass/delete', { url: 'http://x/s/y' })).errcode).toBe(40059)
  })
})

describe('a preview', () => {
  test('arrives at once, by openid or by name, and counts for nothing', async () => {
    const { api, fan, everybody, broadcasts } = await crowd()
    const { body } = await api(PREVIEW, { touser: fan.openid, ...TEXT })
    expect(body).toMatchObject({ errcode: 0, errmsg: 'preview success' })
    await api(PREVIEW, { touser: 'ignored', towxname: fan.nickname, ...TEXT })
    expect(everybody.map(({ openid }) => broadcasts(openid).length)).toEqual([2, 0, 0, 0])
  })

  test('of a draft leaves the draft where it is', async () => {
    const stage = await crowd()
    const media_id = await draft(stage)
    const message = { msgtype: 'mpnews', mpnews: { media_id } }
    await stage.api(PREVIEW, { touser: stage.fan.openid, ...message })
    expect(stage.broadcasts(stage.fan.openid)).toMatchObject([{ type: 'news' }])
    expect((await stage.api(SEND_ALL, { ...TO_ALL, ...message })).errcode).toBe(0)
  })

  test('is for followers, a hundred times a day', async () => {
    const { api, sim, fan } = await crowd(0)
    expect((await api(PREVIEW, { touser: 'oNobody', ...TEXT })).errcode).toBe(40003)
    expect((await api(PREVIEW, { towxname: '没有这个人', ...TEXT })).errcode).toBe(40132)
    const { errcode } = await api(PREVIEW, { touser: fan.openid, ...TEXT })
    expect(errcode).toBe(0)
    for (let n = 0; n < 97; n++) await api(PREVIEW, { touser: fan.openid, ...TEXT })
    expect((await api(PREVIEW, { touser: fan.openid, ...TEXT })).errcode).toBe(45009)
    const [other] = await sim.addFans({})
    sim.clock.change({ advanceSeconds: 3600 })
    expect((await api(PREVIEW, { touser: other?.openid, ...TEXT })).errcode).toBe(45009)
  })
})
