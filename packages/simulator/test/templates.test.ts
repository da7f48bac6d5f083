import { describe, expect, test } from 'vitest'
import { APP_ID, createStage, isObject, type Stage } from './support/stage.ts'

const SEND = '/cgi-bin/message/template/send'
const ADD = '/cgi-bin/template/api_add_template'
const LIST = '/cgi-bin/template/get_all_private_template'
const DATA = { thing1: { value: '有机苹果5kg' }, time2: { value: '2026-01-08 15:20' } }

async function withTemplate(keywords = ['商品名称', '下单时间']) {
  const stage = await createStage()
  const { body } = await stage.api(ADD, { template_id_short: '1221', keyword_name_list: keywords })
  const template_id = String(body['template_id'])
  return {
    ...stage,
    template_id,
    send: (change: object = {}) =>
      stage.api(SEND, { touser: stage.fan.openid, template_id, data: DATA, ...change }),
    pass: () => pass(stage),
    card: () => stage.sim.messages(stage.fan.openid).find(({ type }) => type === 'template'),
    status: () => finished(stage)['Status'],
  }
}

async function pass({ sim }: Stage) {
  sim.clock.change({ advanceSeconds: 1 })
  await sim.idle()
}

function finished({ sim }: Stage): { [name: string]: unknown } {
  return sim.pushes().find(({ kind }) => kind === 'event:TEMPLATESENDJOBFINISH')?.fields ?? {}
}

function templatesIn(body: { [name: string]: unknown }): { [name: string]: unknown }[] {
  const list = body['template_list']
  return Array.isArray(list) ? list.filter(isObject) : []
}

test('a template that was deleted on the console’s page is gone for the API', async () => {
  const stage = await withTemplate()
  const path = `/accounts/${APP_ID}/templates/${stage.template_id}`
  expect(await stage.control('DELETE', path)).toMatchObject({ status: 200 })
  expect((await stage.send()).body).toMatchObject({ errcode: 40037 })
  expect(templatesIn((await stage.api(LIST)).body)).toEqual([])
  expect(await stage.control('DELETE', path)).toMatchObject({ status: 404 })
})

describe('a template message', () => {
  test('arrives as a card and ends in an event', async () => {
    const stage = await withTemplate()
    const { body } = await stage.send({ url: 'http://shop.test/orders/1' })
    expect(body).toMatchObject({ errcode: 0, errmsg: 'ok' })
    expect(stage.card()).toBeUndefined()
    await stage.pass()
    expect(stage.card()).toMatchObject({
      from: 'account',
      via: 'template',
      title: '订单支付成功通知',
      rows: [
        { label: '商品名称', value: '有机苹果5kg', color: '' },
        { label: '下单时间', value: '2026-01-08 15:20', color: '' },
      ],
      url: 'http://shop.test/orders/1',
      miniprogram: null,
    })
    expect(stage.status()).toBe('success')
    expect(finished(stage)).toMatchObject({ FromUserName: stage.fan.openid })
  })

  test('has an id beyond 2^53, whole on the wire and in the event', async () => {
    const stage = await withTemplate()
    await stage.send()
    await stage.pass()
    const [answer = ''] = stage.sim.calls().map(({ responseBody }) => responseBody)
    const msgid = /"msgid":(\d+)/.exec(answer)?.[1] ?? ''
    expect(BigInt(msgid)).toBeGreaterThan(2n ** 53n)
    expect(finished(stage)['MsgID']).toBe(msgid)
    expect(stage.received.at(-1)?.body).toContain(`<MsgID>${msgid}</MsgID>`)
  })

  test('survives an export while it is on its way', async () => {
    const stage = await withTemplate()
    await stage.send()
    stage.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
    await stage.pass()
    expect(stage.card()).toBeDefined()
  })

  test('is not sent twice under one client_msg_id within ten minutes', async () => {
    const stage = await withTemplate()
    const cards = () => stage.sim.messages(stage.fan.openid).filter(({ type }) => type === 'template').length
    const first = await stage.send({ client_msg_id: 'order-1' })
    const second = await stage.send({ client_msg_id: 'order-1' })
    await stage.pass()
    expect(second.body).toEqual(first.body)
    expect(cards()).toBe(1)
    stage.sim.clock.change({ advanceSeconds: 600 })
    await stage.send({ client_msg_id: 'order-1' })
    await stage.pass()
    expect(cards()).toBe(2)
  })

  test('a person who blocks them is reported, and listed', async () => {
    const stage = await withTemplate()
    await stage.sim.act(stage.fan.openid, { type: 'refuseTemplates' })
    await stage.send()
    await stage.pass()
    expect(stage.card()).toBeUndefined()
    expect(stage.status()).toBe('failed:user block')
    const query = (largest_id: number) =>
      stage.api('/wxa/sec/queryblocktmplmsg', { tmpl_msg_id: stage.template_id, largest_id, limit: 50 })
    expect((await query(0)).body['msginfo']).toMatchObject({ id: 1, openid: stage.fan.openid })
    expect((await query(1)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    await stage.sim.act(stage.fan.openid, { type: 'refuseTemplates', refuse: false })
    await stage.send()
    await stage.pass()
    expect(stage.status()).toBe('success')
  })

  test('the end is told of people on the black list, too', async () => {
    const stage = await withTemplate()
    await stage.api('/cgi-bin/tags/members/batchblacklist', { openid_list: [stage.fan.openid] })
    await stage.send()
    await stage.pass()
    expect(stage.status()).toBe('success')
  })

  test('a person who has left by then gets nothing', async () => {
    const stage = await withTemplate()
    await stage.send()
    await stage.sim.act(stage.fan.openid, { type: 'unfollow' })
    await stage.pass()
    expect(stage.status()).toBe('failed: system failed')
    expect((await stage.send()).errcode).toBe(43004)
  })

  test('opens a mini program where one is named', async () => {
    const stage = await withTemplate()
    await stage.send({ miniprogram: { appid: 'wx0123456789abcdef', page: 'pages/order' } })
    await stage.pass()
    expect(stage.card()).toMatchObject({
      miniprogram: { appid: 'wx0123456789abcdef', pagepath: 'pages/order' },
    })
    expect((await stage.send({ miniprogram: { appid: 'x', pagepath: 'p' } })).errcode).toBe(40166)
  })

  test.for<[string, object, number]>([
    ['a stranger', { touser: 'oNobody' }, 40003],
    ['an unknown template', { template_id: 'x' }, 40037],
    ['no data', { data: {} }, 47001],
    ['data that are no object', { data: 'x' }, 47001],
  ])('%s', async ([, change, errcode]) => {
    const { send } = await withTemplate()
    expect((await send(change)).errcode).toBe(errcode)
  })

  test('leaves out what the template does not ask for', async () => {
    const stage = await withTemplate()
    await stage.send({
      data: { ...DATA, first: { value: '您好' }, remark: { value: '谢谢', color: '#173177' } },
    })
    await stage.pass()
    expect(stage.card()).toMatchObject({ rows: [{ label: '商品名称' }, { label: '下单时间' }] })
  })
})

describe('fields', () => {
  test.for<[string, string, string[], string[]]>([
    ['1221', 'thing1', ['二十个字符刚刚好二十个字符刚刚好二十个字', '🍎'], ['', ' ', '长'.repeat(21)]],
    ['1221', 'time2', ['15:01', '2026年1月8日 15:20', '2026-01-08', '9:00~18:00'], ['明天', '25:00', '1']],
    ['1221', 'amount3', ['¥58.00', '58', '100元', '$9.9'], ['五十八', '¥', '12345678901']],
    ['1221', 'character_string4', ['SF-1020_30', 'A07'], ['顺丰1020', 'x'.repeat(33)]],
    ['1221', 'phrase5', ['微信支付'], ['WeChat', '微信支付成功']],
    ['401', 'name4', ['王小雨', 'Ann Lee'], ['王'.repeat(11), 'A'.repeat(21)]],
    ['401', 'phone_number5', ['0755-86013388', '+86 13800138000'], ['无', '1'.repeat(18)]],
    ['2388', 'number2', ['0', '12.5'], ['三', '1e5']],
    ['4012', 'car_number4', ['粤A8Z888', '粤A8Z888挂'], ['我的车牌号码很长很长']],
    ['4013', 'date2', ['2026年2月14日', '2026-02-14 10:00'], ['下周', '15:01']],
    ['5212', 'letter3', ['A'], ['甲', '1']],
    ['6001', 'symbol3', ['!!'], ['好', '!!!!!!']],
  ])('%s %s', async ([template_id_short, field, good, bad]) => {
    const { api, fan } = await createStage()
    const { body } = await api('/wxaapi/newtmpl/getpubtemplatekeywords?tid=' + template_id_short)
    const keywords = Array.isArray(body['data']) ? body['data'].filter(isObject) : []
    const others = Object.fromEntries(
      keywords.map(({ rule, kid, example }) => [`${String(rule)}${String(kid)}`, { value: example }]),
    )
    const keyword_name_list = keywords.map(({ name }) => name)
    const { body: added } = await api(ADD, { template_id_short, keyword_name_list })
    const send = (value: string) =>
      api(SEND, {
        touser: fan.openid,
        template_id: added['template_id'],
        data: { ...others, [field]: { value } },
      })
    for (const value of good) expect([value, (await send(value)).errcode]).toEqual([value, 0])
    for (const value of bad) {
      expect((await send(value)).body).toMatchObject({
        errcode: 47003,
        errmsg: expect.stringContaining(`argument invalid! data.${field}.value invalid`),
      })
    }
  })
})

describe('the library', () => {
  test('a template is added with the keywords in the wanted order, listed, deleted', async () => {
    const { api, template_id } = await withTemplate(['下单时间', '商品名称'])
    const list = async () => templatesIn((await api(LIST)).body)
    expect(await list()).toEqual([
      {
        template_id,
        title: '订单支付成功通知',
        primary_industry: '',
        deputy_industry: '',
        content: '下单时间:{{time2.DATA}}\n商品名称:{{thing1.DATA}}\n',
        example: '下单时间:2026年1月8日 15:20\n商品名称:有机苹果5kg\n',
      },
    ])
    expect((await api('/cgi-bin/template/del_private_template', { template_id })).errcode).toBe(0)
    expect(await list()).toEqual([])
    expect((await api('/cgi-bin/template/del_private_template', { template_id })).errcode).toBe(40037)
  })

  test('a code of the time before categories brings all keywords and its industry', async () => {
    const { api } = await createStage()
    await api(ADD, { template_id_short: 'TM00015' })
    const [template] = templatesIn((await api(LIST)).body)
    expect(template).toMatchObject({ primary_industry: 'IT科技', deputy_industry: '互联网|电子商务' })
    expect(String(template?.['content']).split('\n')).toHaveLength(6)
  })

  test.for<[string, object, number]>([
    ['without an id', {}, 40036],
    ['an unknown one', { template_id_short: 'TM99999' }, 40037],
    ['a category template without keywords', { template_id_short: '1221' }, 40037],
    ['a keyword of another template', { template_id_short: '1221', keyword_name_list: ['车牌'] }, 40037],
    ['a keyword twice', { template_id_short: '1221', keyword_name_list: ['商品名称', '商品名称'] }, 40037],
  ])('%s', async ([, body, errcode]) => {
    const { api } = await createStage()
    expect((await api(ADD, body)).errcode).toBe(errcode)
  })

  test('25 templates and no more', async () => {
    const { api } = await createStage()
    for (let n = 0; n < 25; n++) expect((await api(ADD, { template_id_short: 'TM00015' })).errcode).toBe(0)
    expect((await api(ADD, { template_id_short: 'TM00015' })).errcode).toBe(45026)
  })

  test('industries change once a month, and keep other templates out', async () => {
    const stage = await createStage()
    const { api, sim } = stage
    // Half an hour before the first of February in Beijing.
    sim.clock.change({ advanceSeconds: (Date.UTC(2026, 0, 31, 15, 30) - sim.clock.now()) / 1000 })
    const set = (industry_id1: string, industry_id2: string) =>
      api('/cgi-bin/template/api_set_industry', { industry_id1, industry_id2 })
    const get = () => api('/cgi-bin/template/get_industry')
    expect((await get()).errcode).toBe(40102)
    expect((await set('0', '42')).errcode).toBe(40102)
    expect((await set('16', '10')).errcode).toBe(0)
    expect((await set('1', '4')).errcode).toBe(43100)
    expect((await get()).body).toEqual({
      primary_industry: { first_class: '教育', second_class: '培训' },
      secondary_industry: { first_class: '餐饮', second_class: '餐饮' },
    })
    expect((await api(ADD, { template_id_short: 'TM00015' })).errcode).toBe(45027)
    expect((await api(ADD, { template_id_short: 'OPENTM206854012' })).errcode).toBe(0)
    sim.clock.change({ advanceSeconds: 1800 })
    expect((await set('1', '4')).errcode).toBe(0)
  })
})

describe('a test account', () => {
  async function sandbox() {
    const stage = await createStage()
    stage.sim.patchAccount({ kind: 'sandbox' })
    return stage
  }

  test('has a template of its own text from the start, without rules', async () => {
    const stage = await sandbox()
    const [template] = templatesIn((await stage.api(LIST)).body)
    const { errcode } = await stage.api(SEND, {
      touser: stage.fan.openid,
      template_id: template?.['template_id'],
      data: {
        first: { value: '长'.repeat(60), color: '#173177' },
        keyword1: { value: '测试' },
        remark: { value: '' },
      },
    })
    expect(errcode).toBe(0)
    await pass(stage)
    expect(stage.sim.messages(stage.fan.openid)).toMatchObject([
      {
        title: '测试通知',
        rows: [
          { label: '', value: '长'.repeat(60), color: '#173177' },
          { label: '内容', value: '测试', color: '' },
        ],
      },
    ])
  })

  test('gets more of them by the control API', async () => {
    const { api, control, sim } = await sandbox()
    const path = `/accounts/${APP_ID}/templates`
    const added = await control('POST', path, { title: '到货', content: '{{name.DATA}}到了' })
    expect(added.status).toBe(200)
    const book = await control('GET', path)
    expect(book.body).toMatchObject({
      templates: [{ title: '测试通知' }, { title: '到货', content: '{{name.DATA}}到了' }],
      notices: [],
      onceTemplateId: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(templatesIn((await api(LIST)).body)).toHaveLength(2)
    expect((await control('POST', path, { title: '到货', content: '没有占位' })).status).toBe(400)
    sim.patchAccount({ kind: 'verifiedService' })
    expect((await control('POST', path, { title: '到货', content: '{{name.DATA}}' })).status).toBe(409)
  })
})
