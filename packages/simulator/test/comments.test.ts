import { describe, expect, test } from 'vitest'
import { publish } from './support/library.ts'
import { createStage, type Stage } from './support/stage.ts'

const call = ({ api }: Stage, name: string, body: object) => api(`/cgi-bin/comment/${name}`, body)

const list = (stage: Stage, msgDataId: string, members: object = {}) =>
  call(stage, 'list', { msg_data_id: msgDataId, begin: 0, count: 20, type: 0, ...members })

const write = (stage: Stage, msgDataId: string, content: string, openid = stage.fan.openid) =>
  stage.control('POST', `/fans/${openid}/actions`, { type: 'comment', msgDataId, content })

/** An article with one comment. */
async function discussed() {
  const stage = await createStage()
  const { msgDataId, urls } = await publish(stage, { need_open_comment: 1 })
  expect((await write(stage, msgDataId, '期待')).status).toBe(200)
  return { stage, msgDataId, url: urls[0] ?? '', on: { msg_data_id: msgDataId, user_comment_id: 1 } }
}

test('what a follower writes is listed, and nothing is pushed', async () => {
  const { stage, msgDataId } = await discussed()
  const pushes = stage.received.length
  stage.sim.clock.change({ advanceSeconds: 60 })
  await write(stage, msgDataId, '第二条')
  const { body } = await list(stage, Number(msgDataId).toString())
  expect(body).toEqual({
    errcode: 0,
    errmsg: 'ok',
    total: 2,
    comment: [
      {
        user_comment_id: 2,
        openid: stage.fan.openid,
        create_time: 1767225720,
        content: '第二条',
        comment_type: 0,
      },
      {
        user_comment_id: 1,
        openid: stage.fan.openid,
        create_time: 1767225660,
        content: '期待',
        comment_type: 0,
      },
    ],
  })
  expect(stage.received).toHaveLength(pushes)
})

describe('comments are', () => {
  test('closed and opened again', async () => {
    const { stage, msgDataId } = await discussed()
    const on = { msg_data_id: msgDataId, index: 0 }
    expect((await call(stage, 'close', on)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await write(stage, msgDataId, '晚了')).toMatchObject({
      status: 409,
      body: { error: { code: 'comments_closed' } },
    })
    expect((await call(stage, 'open', on)).errcode).toBe(0)
    expect((await write(stage, msgDataId, '赶上了')).status).toBe(200)
  })

  test('open to followers only, when the article says so', async () => {
    const stage = await createStage()
    const { msgDataId } = await publish(stage, { need_open_comment: 1, only_fans_can_comment: 1 })
    const [stranger] = await stage.sim.addFans({ nickname: '路人' })
    expect((await write(stage, msgDataId, '你好', stranger?.openid)).status).toBe(409)
    expect((await write(stage, msgDataId, '你好')).status).toBe(200)
  })

  test('chosen, and withdrawn from the choice; the page shows chosen ones alone', async () => {
    const { stage, msgDataId, url, on } = await discussed()
    await write(stage, msgDataId, '第二条')
    const page = async () => (await stage.sim.fetch(new Request(url))).text()
    expect(await page()).not.toContain('期待')
    expect((await call(stage, 'markelect', on)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await list(stage, msgDataId, { type: 2 })).body).toMatchObject({
      total: 1,
      comment: [{ user_comment_id: 1, comment_type: 1 }],
    })
    expect((await list(stage, msgDataId, { type: 1 })).body).toMatchObject({
      total: 1,
      comment: [{ user_comment_id: 2 }],
    })
    expect(await page()).toContain('期待')
    expect(await page()).not.toContain('第二条')
    expect((await call(stage, 'unmarkelect', on)).errcode).toBe(0)
    expect((await list(stage, msgDataId, { type: 2 })).body).toMatchObject({ total: 0, comment: [] })
  })

  test('answered once', async () => {
    const { stage, msgDataId, on } = await discussed()
    const reply = (content: string) => call(stage, 'reply/add', { ...on, content })
    expect((await reply('')).errcode).toBe(88007)
    expect((await reply('茶'.repeat(601))).errcode).toBe(88007)
    expect((await call(stage, 'reply/delete', on)).errcode).toBe(88009)
    expect((await reply('欢迎光临')).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await reply('再来')).errcode).toBe(88005)
    expect((await list(stage, msgDataId)).body).toMatchObject({
      comment: [{ reply: { content: '欢迎光临', create_time: 1767225660 } }],
    })
    expect((await call(stage, 'reply/delete', on)).errcode).toBe(0)
    expect((await reply('再来')).errcode).toBe(0)
  })

  test('deleted', async () => {
    const { stage, msgDataId, on } = await discussed()
    expect((await call(stage, 'delete', on)).errcode).toBe(0)
    expect((await call(stage, 'delete', on)).errcode).toBe(88008)
    expect((await list(stage, msgDataId)).body).toMatchObject({ total: 0 })
    await write(stage, msgDataId, '又一条')
    expect((await list(stage, msgDataId)).body).toMatchObject({ comment: [{ user_comment_id: 2 }] })
  })

  test('listed by page, at most 49', async () => {
    const { stage, msgDataId } = await discussed()
    await write(stage, msgDataId, '第二条')
    expect((await list(stage, msgDataId, { begin: 1, count: 1 })).body).toMatchObject({
      total: 2,
      comment: [{ content: '期待' }],
    })
    expect((await list(stage, msgDataId, { count: 49 })).errcode).toBe(0)
    expect((await list(stage, msgDataId, { count: 50 })).errcode).toBe(88010)
    expect((await list(stage, msgDataId, { count: 0 })).errcode).toBe(88010)
  })

  test('chosen a hundred at most', async () => {
    const { stage, msgDataId, on } = await discussed()
    for (let id = 2; id <= 101; id++) await write(stage, msgDataId, `第 ${id} 条`)
    for (let id = 2; id <= 101; id++) await call(stage, 'markelect', { ...on, user_comment_id: id })
    expect((await call(stage, 'markelect', on)).errcode).toBe(88003)
  })

  test('kept through an export and an import', async () => {
    const { stage, msgDataId, on } = await discussed()
    await call(stage, 'markelect', on)
    const other = await createStage()
    other.sim.importState(stage.sim.exportState())
    expect((await list(other, msgDataId)).body).toMatchObject({ comment: [{ comment_type: 1 }] })
  })
})

test('an unknown article or comment is refused', async () => {
  const { stage, msgDataId, on } = await discussed()
  for (const name of [
    'open',
    'close',
    'list',
    'markelect',
    'unmarkelect',
    'delete',
    'reply/add',
    'reply/delete',
  ]) {
    expect((await call(stage, name, { ...on, msg_data_id: 1, count: 1 })).errcode).toBe(88001)
    expect((await call(stage, name, { ...on, index: 1, count: 1 })).errcode).toBe(88001)
  }
  for (const name of ['markelect', 'unmarkelect', 'delete', 'reply/add', 'reply/delete']) {
    expect((await call(stage, name, { ...on, user_comment_id: 9 })).errcode).toBe(88008)
  }
  expect((await write(stage, '1', '期待')).status).toBe(404)
  expect((await write(stage, msgDataId, '')).status).toBe(400)
})
