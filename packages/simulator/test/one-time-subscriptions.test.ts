import { describe, expect, test } from 'vitest'
import { onceTemplateId } from '../src/world/subscriptions.ts'
import { APP_ID, createStage, type Stage } from './support/stage.ts'

const TEMPLATE = onceTemplateId(APP_ID)
const PAGE = 'http://127.0.0.1:8000/sub?from=menu#top'

function pagePath(changes: { [name: string]: string | null } = {}): string {
  const query = {
    action: 'get_confirm',
    appid: APP_ID,
    scene: '1000',
    template_id: TEMPLATE,
    redirect_url: PAGE,
    reserved: 's81',
    ...changes,
  }
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null)
  return `/mp/subscribemsg?${new URLSearchParams(pairs).toString()}`
}

async function browse(
  { sim, fan }: Stage,
  path: string,
  { form, anonymous = false }: { form?: string; anonymous?: boolean } = {},
) {
  const response = await sim.fetch(
    new Request(`http://127.0.0.1:8100${path}`, {
      ...(form !== undefined && { method: 'POST', body: form }),
      headers: anonymous ? {} : { cookie: `yingwu_fan=${fan.openid}` },
    }),
  )
  const text = await response.text()
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    text,
    ticket: /name="ticket" value="(\w+)"/.exec(text)?.[1] ?? '',
  }
}

async function answer(
  stage: Stage,
  decision: 'allow' | 'deny',
  changes: { [name: string]: string | null } = {},
) {
  const { ticket } = await browse(stage, pagePath(changes))
  return browse(stage, '/mp/subscribemsg', { form: `ticket=${ticket}&decision=${decision}` })
}

function send({ api, fan }: Stage, change: object = {}) {
  return api('/cgi-bin/message/template/subscribe', {
    touser: fan.openid,
    template_id: TEMPLATE,
    url: 'https://shop.test/gift',
    scene: '1000',
    title: '礼品已备好',
    data: { content: { value: '请于今日到店领取', color: '#0A7D32' } },
    ...change,
  })
}

describe('the consent page', () => {
  test('comes back with everything, and keeps query and fragment', async () => {
    const stage = await createStage()
    const { status, location } = await answer(stage, 'allow')
    expect(status).toBe(302)
    const url = new URL(location)
    expect(url.hash).toBe('#top')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      from: 'menu',
      openid: stage.fan.openid,
      template_id: TEMPLATE,
      action: 'confirm',
      scene: '1000',
      reserved: 's81',
    })
  })

  test('says cancel, and then nothing may be sent', async () => {
    const stage = await createStage()
    const { location } = await answer(stage, 'deny', { reserved: null })
    expect(new URL(location).searchParams.get('action')).toBe('cancel')
    expect(new URL(location).searchParams.has('reserved')).toBe(false)
    expect((await send(stage)).errcode).toBe(43101)
  })

  test('counts each form once', async () => {
    const stage = await createStage()
    const { ticket } = await browse(stage, pagePath())
    const form = `ticket=${ticket}&decision=allow`
    expect((await browse(stage, '/mp/subscribemsg', { form })).status).toBe(302)
    expect((await browse(stage, '/mp/subscribemsg', { form })).status).toBe(400)
  })

  test('asks a browser without a phone who it is, and comes back', async () => {
    const stage = await createStage()
    const { ticket, text } = await browse(stage, pagePath(), { anonymous: true })
    expect(text).toContain('以谁的身份打开')
    const form = `ticket=${ticket}&openid=${stage.fan.openid}`
    const picked = await browse(stage, '/_sim/oauth/pick', { form, anonymous: true })
    expect(picked.location).toBe(pagePath())
  })

  test.for<[string, { [name: string]: string | null }, string]>([
    ['an unknown account', { appid: 'wx00000000ffffffff' }, '40013'],
    ['another action', { action: 'confirm' }, 'get_confirm'],
    ['a scene that is too high', { scene: '10001' }, 'scene'],
    ['a scene that is no number', { scene: '-1' }, 'scene'],
    ['a foreign template', { template_id: 'x' }, '40037'],
    ['a foreign host', { redirect_url: 'https://evil.example/x' }, '10003'],
    ['a script', { redirect_url: 'javascript:alert(1)' }, '10003'],
    ['a host before an @', { redirect_url: 'http://localhost@evil.example/' }, '10003'],
    ['a host after a backslash', { redirect_url: 'http://evil.example\\@localhost/' }, '10003'],
    ['no address', { redirect_url: null }, '10003'],
    ['markup in reserved', { reserved: '<b>' }, 'reserved'],
  ])('refuses %s with a page', async ([, changes, says]) => {
    const { status, text, location, ticket } = await browse(await createStage(), pagePath(changes))
    expect(status).toBe(200)
    expect(text).toContain(says)
    expect([location, ticket]).toEqual(['', ''])
    expect(text).not.toContain('<b>')
  })

  test('is for verified accounts', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ kind: 'subscription' })
    expect((await browse(stage, pagePath())).text).toContain('48001')
  })
})

describe('a one-time message', () => {
  test('one for each consent, on the phone as a card', async () => {
    const stage = await createStage()
    await answer(stage, 'allow')
    await stage.sim.act(stage.fan.openid, { type: 'unfollow' })
    expect((await send(stage)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await send(stage)).errcode).toBe(43101)
    stage.sim.clock.change({ advanceSeconds: 1 })
    expect(stage.sim.messages(stage.fan.openid)).toMatchObject([
      {
        type: 'template',
        title: '礼品已备好',
        rows: [{ label: '', value: '请于今日到店领取', color: '#0A7D32' }],
        url: 'https://shop.test/gift',
      },
    ])
  })

  test('needs the scene of the consent', async () => {
    const stage = await createStage()
    await answer(stage, 'allow', { scene: '7' })
    expect((await send(stage)).errcode).toBe(43101)
    expect((await send(stage, { scene: 7 })).errcode).toBe(0)
  })

  test('consent lives through an export', async () => {
    const stage = await createStage()
    await answer(stage, 'allow')
    stage.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
    expect((await send(stage)).errcode).toBe(0)
  })

  test.for<[string, object, number]>([
    ['a stranger', { touser: 'oNobody' }, 40003],
    ['another template', { template_id: 'x' }, 40037],
    ['a long title', { title: '长'.repeat(16) }, 47003],
    ['a long content', { data: { content: { value: '长'.repeat(201) } } }, 47003],
    ['no content', { data: {} }, 47003],
    ['a scene that is none', { scene: 'x' }, 47003],
  ])('%s', async ([, change, errcode]) => {
    const stage = await createStage()
    await answer(stage, 'allow')
    expect((await send(stage, change)).errcode).toBe(errcode)
    expect((await send(stage)).errcode).toBe(0)
  })
})
