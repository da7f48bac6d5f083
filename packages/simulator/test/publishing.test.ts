import { describe, expect, test } from 'vitest'
import { addDraft, freshApi, load, publish } from './support/library.ts'
import { createStage, type Stage } from './support/stage.ts'

const submit = ({ api }: Stage, mediaId: string) => api('/cgi-bin/freepublish/submit', { media_id: mediaId })
const poll = ({ api }: Stage, publishId: unknown) =>
  api('/cgi-bin/freepublish/get', { publish_id: publishId })

describe('publishing a draft', () => {
  test('is accepted at once, runs for a while, and ends with an event and a page', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage, { title: '头条' }, { title: '次条' })
    const { body } = await submit(stage, mediaId)
    expect(body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      publish_id: expect.any(Number),
      msg_data_id: expect.stringMatching(/^2247\d{6}$/),
    })
    expect((await poll(stage, body['publish_id'])).body).toEqual({
      publish_id: body['publish_id'],
      publish_status: 1,
      fail_idx: [],
    })
    expect(stage.received).toHaveLength(0)
    stage.sim.clock.change({ advanceSeconds: 60 })
    const done = await poll(stage, Number(body['publish_id']))
    expect(done.body).toEqual({
      publish_id: body['publish_id'],
      publish_status: 0,
      article_id: expect.stringMatching(/^[\w-]{43,64}$/),
      article_detail: {
        count: 2,
        item: [
          { idx: 1, article_url: expect.stringMatching(/\/s\/\w{22}$/) },
          { idx: 2, article_url: expect.stringMatching(/\/s\/\w{22}$/) },
        ],
      },
      fail_idx: [],
    })
    await Promise.resolve()
    const [push] = stage.received
    expect(push?.body).toContain('<Event><![CDATA[PUBLISHJOBFINISH]]></Event>')
    expect(push?.body).toContain(`<publish_id>${String(body['publish_id'])}</publish_id>`)
    expect(push?.body).toContain('<publish_status>0</publish_status>')
    expect(push?.body).toContain(`<article_id><![CDATA[${String(done.body['article_id'])}]]></article_id>`)
    expect(push?.body).toContain('<count>2</count>')
    expect(push?.body).not.toContain('fail_idx')
  })

  test('takes the draft out of its box, and only when it is done', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage)
    await submit(stage, mediaId)
    expect((await stage.api('/cgi-bin/draft/count')).body).toEqual({ total_count: 1 })
    expect((await submit(stage, mediaId)).errcode).toBe(53502)
    stage.sim.clock.change({ advanceSeconds: 60 })
    expect((await stage.api('/cgi-bin/draft/count')).body).toEqual({ total_count: 0 })
    expect((await submit(stage, mediaId)).errcode).toBe(40007)
  })

  test('is carried out by a simulator that took over the state', async () => {
    const stage = await createStage()
    const { body } = await submit(stage, await addDraft(stage))
    const other = await createStage()
    other.sim.importState(stage.sim.exportState())
    other.sim.clock.change({ advanceSeconds: 60 })
    const done = await poll(other, body['publish_id'])
    expect(done.body).toMatchObject({ publish_status: 0 })
    const again = await createStage()
    again.sim.importState(other.sim.exportState())
    const list = await again.api('/cgi-bin/freepublish/batchget', { offset: 0, count: 20 })
    expect(list.body).toMatchObject({ total_count: 1, item: [{ article_id: done.body['article_id'] }] })
  })

  test.for<['originality' | 'failed' | 'refused', number, number[]]>([
    ['originality', 2, [1]],
    ['failed', 3, []],
    ['refused', 4, [1]],
  ])('can end badly: %s', async ([publishResult, status, failed]) => {
    const stage = await createStage()
    stage.sim.patchAccount({ switches: { publishResult } })
    const mediaId = await addDraft(stage)
    const { body } = await submit(stage, mediaId)
    stage.sim.clock.change({ advanceSeconds: 60 })
    expect((await poll(stage, body['publish_id'])).body).toEqual({
      publish_id: body['publish_id'],
      publish_status: status,
      fail_idx: failed,
    })
    await Promise.resolve()
    expect(stage.received[0]?.body).toContain(`<publish_status>${status}</publish_status>`)
    expect(stage.received[0]?.body.includes('<fail_idx>1</fail_idx>')).toBe(failed.length > 0)
    // The draft is still there and can be tried again.
    expect((await submit(stage, mediaId)).errcode).toBe(0)
  })

  test('fails when the draft has gone meanwhile', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage)
    const { body } = await submit(stage, mediaId)
    await stage.api('/cgi-bin/draft/delete', { media_id: mediaId })
    stage.sim.clock.change({ advanceSeconds: 60 })
    expect((await poll(stage, body['publish_id'])).body).toMatchObject({ publish_status: 3 })
  })

  test('is refused when a picture has left the library, and for what is no draft', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage)
    const { body } = await stage.api('/cgi-bin/material/batchget_material', {
      type: 'image',
      offset: 0,
      count: 1,
    })
    const [, cover = ''] = /"media_id":"([^"]+)"/.exec(JSON.stringify(body)) ?? []
    await stage.api('/cgi-bin/material/del_material', { media_id: cover })
    expect((await submit(stage, mediaId)).errcode).toBe(53503)
    expect((await submit(stage, 'x')).errcode).toBe(40007)
    expect((await poll(stage, '1')).errcode).toBe(53600)
  })
})

describe('what was published', () => {
  test('is read and listed', async () => {
    const stage = await createStage()
    const { articleId, urls } = await publish(stage, { title: '头条', author: '编辑部' })
    const article = {
      article_type: 'news',
      title: '头条',
      author: '编辑部',
      content: '<p>周六上午十点</p>',
      url: urls[0],
      is_deleted: false,
    }
    const read = await stage.api('/cgi-bin/freepublish/getarticle', { article_id: articleId })
    expect(read.body).toMatchObject({ news_item: [article] })
    const list = (body: object) => stage.api('/cgi-bin/freepublish/batchget', body)
    expect((await list({ offset: 0, count: 20, no_content: 1 })).body).toMatchObject({
      total_count: 1,
      item_count: 1,
      item: [{ article_id: articleId, content: { news_item: [{ ...article, content: '' }] } }],
    })
    expect((await list({ offset: 0, count: 0 })).errcode).toBe(40097)
    expect((await stage.api('/cgi-bin/freepublish/getarticle', { article_id: 'x' })).errcode).toBe(53600)
  })

  test('is deleted article by article, or all at once', async () => {
    const stage = await createStage()
    const { articleId, publishId, urls } = await publish(stage, { title: '一' }, { title: '二' })
    const remove = (index?: unknown) =>
      stage.api('/cgi-bin/freepublish/delete', { article_id: articleId, index })
    const read = () => stage.api('/cgi-bin/freepublish/getarticle', { article_id: articleId })
    expect((await remove(3)).errcode).toBe(40114)
    expect((await remove(2)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await read()).body).toMatchObject({ news_item: [{ is_deleted: false }, { is_deleted: true }] })
    expect((await poll(stage, publishId)).body).toMatchObject({ publish_status: 0 })
    expect((await load(stage, urls[0] ?? '')).text).toContain('article-content')
    expect((await load(stage, urls[1] ?? '')).text).toContain('该内容已被发布者删除')
    expect((await remove()).errcode).toBe(0)
    expect((await read()).body).toMatchObject({ news_item: [{ is_deleted: true }, { is_deleted: true }] })
    expect((await poll(stage, publishId)).body).toEqual({
      publish_id: Number(publishId),
      publish_status: 5,
      fail_idx: [],
    })
    const unknown = await stage.api('/cgi-bin/freepublish/delete', { article_id: 'x' })
    expect(unknown.errcode).toBe(53600)
  })

  test('belongs to verified accounts', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ kind: 'subscription' })
    const list = { offset: 0, count: 20 }
    expect((await freshApi(stage, '/cgi-bin/freepublish/batchget', list)).errcode).toBe(48001)
  })
})

describe('menu buttons that show material', () => {
  async function tap(stage: Stage, button: object) {
    await stage.sim.act(stage.fan.openid, { type: 'follow' })
    await stage.api('/cgi-bin/menu/create', { button: [{ name: '看', ...button }] })
    return stage.sim.act(stage.fan.openid, { type: 'menu', name: '看' })
  }

  test('an article is opened or stands in the chat, and nothing is pushed', async () => {
    const stage = await createStage()
    const { articleId, urls } = await publish(stage, { title: '头条', digest: '摘要' })
    const opened = await tap(stage, { type: 'article_view_limited', article_id: articleId })
    expect(opened).toMatchObject({ open: urls[0], pushes: [], messages: [] })
    const card = await tap(stage, { type: 'article_id', article_id: articleId })
    expect(card).toMatchObject({
      pushes: [],
      messages: [
        {
          from: 'account',
          via: 'platform',
          type: 'news',
          articles: [{ title: '头条', description: '摘要', url: urls[0] }],
        },
      ],
    })
    await stage.api('/cgi-bin/freepublish/delete', { article_id: articleId })
    const gone = await tap(stage, { type: 'article_id', article_id: articleId })
    expect(gone).toMatchObject({ pushes: [], messages: [] })
  })

  test('a picture of the library stands in the chat', async () => {
    const stage = await createStage()
    const { body } = await stage.api('/cgi-bin/draft/get', { media_id: await addDraft(stage) })
    const [, cover = ''] = /"thumb_media_id":"([^"]+)"/.exec(JSON.stringify(body)) ?? []
    const shown = await tap(stage, { type: 'media_id', media_id: cover })
    expect(shown).toMatchObject({
      pushes: [],
      messages: [{ type: 'image', mediaId: cover, via: 'platform' }],
    })
  })
})
