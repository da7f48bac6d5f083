import { describe, expect, test } from 'vitest'
import { createStage, isObject, type Stage } from './support/stage.ts'

const ADD = '/wxaapi/newtmpl/addtemplate'
const SEND = '/cgi-bin/message/subscribe/bizsend'
const DATA = { thing1: { value: '理发' }, time2: { value: '2026年2月1日 10:00' } }

async function withTemplate(tid = '401', kidList = [1, 2]) {
  const stage = await createStage()
  const { body } = await stage.api(ADD, { tid, kidList, sceneDesc: '预约提醒' })
  const template_id = String(body['priTmplId'])
  const act = (action: Parameters<Stage['sim']['act']>[1]) => stage.sim.act(stage.fan.openid, action)
  return {
    ...stage,
    template_id,
    act,
    subscribe: () => act({ type: 'subscribe', templateIds: [template_id] }),
    send: (change: object = {}) =>
      stage.api(SEND, { touser: stage.fan.openid, template_id, data: DATA, ...change }),
    pass: async () => {
      stage.sim.clock.change({ advanceSeconds: 1 })
      await stage.sim.idle()
    },
    cards: () => stage.sim.messages(stage.fan.openid).filter(({ type }) => type === 'template'),
  }
}

describe('a subscription notification', () => {
  test('each consent allows one', async () => {
    const { send, subscribe, pass, cards, sim, template_id } = await withTemplate()
    expect((await send()).errcode).toBe(43101)
    await subscribe()
    await subscribe()
    expect((await send({ page: 'https://shop.test/booking/77' })).body).toMatchObject({
      errcode: 0,
      errmsg: 'ok',
      msgid: expect.any(Number),
    })
    expect((await send()).errcode).toBe(0)
    expect((await send()).errcode).toBe(43101)
    await pass()
    expect(cards()).toMatchObject([
      {
        via: 'template',
        title: '预约提醒',
        rows: [
          { label: '预约项目', value: '理发' },
          { label: '预约时间', value: '2026年2月1日 10:00' },
        ],
        url: 'https://shop.test/booking/77',
      },
      { url: '' },
    ])
    expect(sim.pushes()[0]).toMatchObject({
      kind: 'event:subscribe_msg_sent_event',
      fields: {
        SubscribeMsgSentEvent: { List: [{ TemplateId: template_id, ErrorCode: 0, ErrorStatus: 'success' }] },
      },
    })
  })

  test('a lasting consent has no end but that of its reader', async () => {
    const { send, subscribe, act, template_id } = await withTemplate('4012', [1, 3])
    const data = { thing1: { value: '七号线' }, time3: { value: '15:01' } }
    await subscribe()
    for (let n = 0; n < 3; n++) expect((await send({ data })).errcode).toBe(0)
    await act({ type: 'rejectNotices', templateIds: [template_id] })
    expect((await send({ data })).errcode).toBe(43101)
  })

  test('reaches people who do not follow', async () => {
    const { send, subscribe, act } = await withTemplate()
    await act({ type: 'unfollow' })
    await subscribe()
    expect((await send()).errcode).toBe(0)
  })

  test('what is refused for its form costs no consent', async () => {
    const { send, subscribe } = await withTemplate()
    await subscribe()
    const bad = await send({ data: { ...DATA, thing1: { value: '长'.repeat(21) } } })
    expect(bad.body).toMatchObject({
      errcode: 47003,
      errmsg: expect.stringContaining('argument invalid! data.thing1.value invalid'),
    })
    expect((await send({ page: 'pages/index' })).errcode).toBe(41030)
    expect((await send({ template_id: 'x' })).errcode).toBe(40037)
    expect((await send({ touser: 'oNobody' })).errcode).toBe(40003)
    expect((await send()).errcode).toBe(0)
  })

  test('consent and template live through an export', async () => {
    const { send, subscribe, sim } = await withTemplate()
    await subscribe()
    sim.importState(JSON.parse(JSON.stringify(sim.exportState())))
    expect((await send()).errcode).toBe(0)
    expect((await send()).errcode).toBe(43101)
  })
})

describe('events', () => {
  test('of the popup: each template with what became of it', async () => {
    const { act, template_id, send } = await withTemplate()
    const { push } = await act({
      type: 'subscribe',
      templateIds: [template_id],
      status: 'reject',
      scene: 2,
    })
    expect(push).toMatchObject({
      kind: 'event:subscribe_msg_popup_event',
      fields: {
        SubscribeMsgPopupEvent: {
          List: [{ TemplateId: template_id, SubscribeStatusString: 'reject', PopupScene: 2 }],
        },
      },
    })
    expect((await send()).errcode).toBe(43101)
  })

  test('of the settings', async () => {
    const { act, template_id } = await withTemplate()
    const { push } = await act({ type: 'rejectNotices', templateIds: [template_id] })
    expect(push).toMatchObject({
      kind: 'event:subscribe_msg_change_event',
      fields: {
        SubscribeMsgChangeEvent: { List: [{ TemplateId: template_id, SubscribeStatusString: 'reject' }] },
      },
    })
  })

  test('a template that the account does not have cannot be answered', async () => {
    const { control, fan } = await withTemplate()
    const { status } = await control('POST', `/fans/${fan.openid}/actions`, {
      type: 'subscribe',
      templateIds: ['x'],
    })
    expect(status).toBe(404)
  })
})

describe('the library', () => {
  test('leads from categories by titles to keywords', async () => {
    const { api } = await createStage()
    const first = (body: { [name: string]: unknown }) => {
      const list = body['data']
      return Array.isArray(list) ? list.filter(isObject)[0] : undefined
    }
    const categories = await api('/wxaapi/newtmpl/getcategory')
    const ids = first(categories.body)?.['id']
    const titles = await api(`/wxaapi/newtmpl/getpubtemplatetitles?ids=${String(ids)}&start=0&limit=2`)
    expect(titles.body).toMatchObject({ errcode: 0, data: [{ type: 2, categoryId: String(ids) }, {}] })
    expect(Number(titles.body['count'])).toBeGreaterThan(2)
    const tid = first(titles.body)?.['tid']
    const keywords = await api(`/wxaapi/newtmpl/getpubtemplatekeywords?tid=${String(tid)}`)
    expect(first(keywords.body)).toMatchObject({ kid: 1, name: expect.any(String), rule: expect.any(String) })
  })

  test('what an account took is listed and can be deleted', async () => {
    const { api, template_id } = await withTemplate()
    const list = () => api('/wxaapi/newtmpl/gettemplate')
    expect((await list()).body['data']).toEqual([
      {
        priTmplId: template_id,
        title: '预约提醒',
        content: '预约项目:{{thing1.DATA}}\n预约时间:{{time2.DATA}}\n',
        example: '预约项目:理发\n预约时间:2026年2月1日 10:00\n',
        type: 2,
      },
    ])
    expect((await api('/wxaapi/newtmpl/deltemplate', { priTmplId: template_id })).errcode).toBe(0)
    expect((await list()).body['data']).toEqual([])
    expect((await api('/wxaapi/newtmpl/deltemplate', { priTmplId: template_id })).errcode).toBe(200014)
    expect((await api('/wxaapi/newtmpl/deltemplate', {})).errcode).toBe(200002)
  })

  test.for(['tid=401&kidList[0]=2&kidList[1]=1', 'tid=401&kidList=2&kidList=1'])(
    'takes forms: %s',
    async (form) => {
      const { api } = await createStage()
      expect((await api(ADD, form)).errcode).toBe(0)
      const { body } = await api('/wxaapi/newtmpl/gettemplate')
      expect(JSON.stringify(body['data'])).toContain('{{time2.DATA}}\\n预约项目')
    },
  )

  test.for<[string, object, number]>([
    ['an unknown title', { tid: 1, kidList: [1, 2] }, 200014],
    ['one keyword', { tid: 401, kidList: [1] }, 200020],
    ['six keywords', { tid: 401, kidList: [1, 2, 3, 4, 5, 6] }, 200020],
    ['a keyword twice', { tid: 401, kidList: [1, 1] }, 200020],
    ['no list', { tid: 401 }, 200020],
    ['a long description', { tid: 401, kidList: [1, 2], sceneDesc: '长'.repeat(16) }, 200021],
  ])('%s', async ([, body, errcode]) => {
    const { api } = await createStage()
    expect((await api(ADD, body)).errcode).toBe(errcode)
  })

  test('25 templates and no more', async () => {
    const { api } = await createStage()
    for (let n = 0; n < 25; n++) await api(ADD, { tid: 401, kidList: [1, 2] })
    expect((await api(ADD, { tid: 401, kidList: [1, 2] })).errcode).toBe(200012)
  })

  test.for<[string, number]>([
    ['', 200018],
    ['ids=1&start=0&limit=1', 200019],
    ['ids=616&limit=1', 200016],
    ['ids=616&start=x&limit=1', 200016],
    ['ids=616&start=0&limit=31', 200017],
    ['ids=616,307&start=0&limit=30', 0],
  ])('titles by %s', async ([query, errcode]) => {
    const { api } = await createStage()
    expect((await api(`/wxaapi/newtmpl/getpubtemplatetitles?${query}`)).errcode).toBe(errcode)
  })

  test('is for verified service accounts', async () => {
    const { api, sim } = await createStage()
    sim.patchAccount({ kind: 'verifiedSubscription' })
    expect((await api('/wxaapi/newtmpl/getcategory')).errcode).toBe(48001)
  })
})
