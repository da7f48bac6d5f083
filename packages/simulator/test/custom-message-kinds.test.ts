import { describe, expect, test } from 'vitest'
import { addDraft, publish } from './support/library.ts'
import { createStage } from './support/stage.ts'

const SEND = '/cgi-bin/message/custom/send'
const BUSINESS = '/cgi-bin/message/custom/business'

async function talking() {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  return {
    ...stage,
    send: (message: object, path = SEND) => stage.api(path, { touser: stage.fan.openid, ...message }),
    last: () => stage.sim.messages(stage.fan.openid).at(-1),
  }
}

describe('articles in the chat', () => {
  test('a stored bundle opens its preview, a published article its page', async () => {
    const stage = await talking()
    await stage.send({ msgtype: 'mpnews', mpnews: { media_id: await addDraft(stage, { digest: '春茶' }) } })
    expect(stage.last()).toMatchObject({
      via: 'custom',
      articles: [{ title: '新茶上市', description: '春茶', url: expect.stringContaining('/s?tempkey=') }],
    })
    const { articleId, urls } = await publish(stage)
    await stage.send({ msgtype: 'mpnewsarticle', mpnewsarticle: { article_id: articleId } })
    expect(stage.last()).toMatchObject({ articles: [{ title: '新茶上市', url: urls[0] }] })
  })

  test('neither two at once nor one that was taken back', async () => {
    const stage = await talking()
    const media_id = await addDraft(stage, {}, {})
    expect((await stage.send({ msgtype: 'mpnews', mpnews: { media_id } })).errcode).toBe(45008)
    const { articleId: article_id } = await publish(stage)
    await stage.api('/cgi-bin/freepublish/delete', { article_id })
    const message = { msgtype: 'mpnewsarticle', mpnewsarticle: { article_id } }
    expect((await stage.send(message)).errcode).toBe(53600)
  })

  test.for<[object, number]>([
    [{ msgtype: 'mpnews', mpnews: {} }, 41006],
    [{ msgtype: 'mpnews', mpnews: { media_id: 'none' } }, 40007],
    [{ msgtype: 'mpnewsarticle', mpnewsarticle: { article_id: 'none' } }, 53600],
    [{ msgtype: 'wxcard', wxcard: { card_id: 'p' } }, 40073],
    [{ msgtype: 'toString' }, 40008],
  ])('%o', async ([message, errcode]) => {
    const { send } = await talking()
    expect((await send(message)).errcode).toBe(errcode)
  })
})

test('nobody writes to somebody on the black list', async () => {
  const { api, send, fan } = await talking()
  await api('/cgi-bin/tags/members/batchblacklist', { openid_list: [fan.openid] })
  expect((await send({ msgtype: 'text', text: { content: '在吗' } })).errcode).toBe(43019)
})

describe('for a sub-merchant', () => {
  const TEXT = { msgtype: 'text', text: { content: '您好' } }

  test('a message and the typing state go the same way', async () => {
    const { send, last, sim } = await talking()
    expect((await send({ ...TEXT, businessid: 10086 }, `${BUSINESS}/send`)).errcode).toBe(0)
    expect(last()).toMatchObject({ via: 'custom', content: '您好' })
    expect((await send({ command: 'Typing', businessid: 10086 }, `${BUSINESS}/typing`)).errcode).toBe(0)
    expect(sim.fans()[0]?.typing).toBe(true)
  })

  test('needs a number', async () => {
    const { send } = await talking()
    expect((await send(TEXT, `${BUSINESS}/send`)).errcode).toBe(40101)
    expect((await send({ ...TEXT, businessid: 0 }, `${BUSINESS}/send`)).errcode).toBe(45071)
  })
})
