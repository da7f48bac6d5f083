import { describe, expect, test } from 'vitest'
import type { Action } from '../src/index.ts'
import { field, reply, textReply } from './support/reply.ts'
import { createStage, type Received } from './support/stage.ts'

const ARTICLE =
  '<item><Title>茶</Title><Description>绿</Description><PicUrl></PicUrl><Url>https://example.com/a</Url></item>'

function news(count: number, declared = count): string {
  return `<ArticleCount>${declared}</ArticleCount><Articles>${ARTICLE.repeat(count)}</Articles>`
}

/** Sends a message (or another action) to a bot that answers with `write`. */
async function answer(
  write: (push: Received, mediaId: string) => string,
  action: Action = { type: 'text', content: '你好' },
) {
  let mediaId = ''
  const stage = await createStage((push) =>
    field(push.body, 'MsgType') === 'image' ? 'success' : write(push, mediaId),
  )
  const { messages: sent } = await stage.sim.act(stage.fan.openid, { type: 'image' })
  if (sent[0]?.type === 'image') mediaId = sent[0].mediaId
  const { push, messages } = await stage.sim.act(stage.fan.openid, action)
  const attempt = push?.attempts[0]
  return {
    ...stage,
    verdict: attempt?.verdict,
    bad: attempt?.checks.find(({ state }) => state === 'bad'),
    warnings: attempt?.checks.filter(({ state }) => state === 'warn').map((check) => check.field),
    shown: messages.find(({ from }) => from === 'account'),
  }
}

describe('a reply fails at the first field that is wrong', () => {
  test.for<[string, (push: Received, mediaId: string) => string, string, string]>([
    [
      'addresses not swapped',
      (push) => textReply(push, '好').replace(field(push.body, 'FromUserName'), 'o_somebody_else'),
      'ToUserName',
      'swaps sender and receiver',
    ],
    [
      'another account',
      (push) => textReply(push, '好').replace(/gh_\w+/, 'gh_000000000000'),
      'FromUserName',
      'swaps',
    ],
    [
      'no CreateTime',
      (push) => textReply(push, '好').replace(/<CreateTime>.*<\/CreateTime>/, ''),
      'CreateTime',
      'Missing',
    ],
    ['unknown MsgType', (push) => reply(push, 'location', ''), 'MsgType', 'Not a reply type'],
    [
      'content in lower case',
      (push) => reply(push, 'text', '<content>好</content>'),
      'Content',
      'case-sensitive',
    ],
    ['2,049 bytes', (push) => textReply(push, 'a'.repeat(2049)), 'Content', '2049 bytes'],
    [
      'a MediaId nobody uploaded',
      (push) => reply(push, 'image', '<Image><MediaId>nope</MediaId></Image>'),
      'Image.MediaId',
      'No such media',
    ],
    [
      'a picture as voice',
      (push, id) => reply(push, 'voice', `<Voice><MediaId>${id}</MediaId></Voice>`),
      'Voice.MediaId',
      'of type image, not voice',
    ],
    [
      'no MediaId',
      (push) => reply(push, 'video', '<Video><Title>x</Title></Video>'),
      'Video.MediaId',
      'Missing',
    ],
    [
      'an empty thumbnail',
      (push) => reply(push, 'music', '<Music><ThumbMediaId></ThumbMediaId></Music>'),
      'Music.ThumbMediaId',
      'Missing',
    ],
    [
      'no articles',
      (push) => reply(push, 'news', '<ArticleCount>0</ArticleCount><Articles></Articles>'),
      'Articles.item',
      'No article',
    ],
    ['a count too high', (push) => reply(push, 'news', news(1, 2)), 'ArticleCount', 'More than the 1'],
    [
      'an article without Url',
      (push) => reply(push, 'news', news(1).replace(/<Url>.*<\/Url>/, '')),
      'Articles.item[0].Url',
      'Missing',
    ],
  ])('%s', async ([, write, where, saying]) => {
    const { verdict, bad, shown } = await answer(write)
    expect(verdict).toBe('invalid')
    expect(bad?.field).toBe(where)
    expect(bad?.text.en).toContain(saying)
    expect(shown).toBeUndefined()
  })
})

describe('what passes', () => {
  test('2,048 bytes, with a warning', async () => {
    const { verdict, warnings } = await answer((push) => textReply(push, 'a'.repeat(2048)))
    expect(verdict).toBe('replied')
    expect(warnings).toEqual(['Content'])
  })

  test('an XML declaration, no CDATA, milliseconds and FuncFlag', async () => {
    const { verdict, shown } = await answer(
      (push) =>
        `<?xml version="1.0" encoding="utf-8"?>\n${textReply(push, 'x')
          .replaceAll(/<!\[CDATA\[|\]\]>/g, '')
          .replace('1767225600', '1767225600000')
          .replace('x</Content>', '一 &lt; 二</Content><FuncFlag>0</FuncFlag>')}`,
    )
    expect(verdict).toBe('replied')
    expect(shown).toMatchObject({ type: 'text', content: '一 < 二' })
  })

  test('a CreateTime that is no whole number, with a warning', async () => {
    const { verdict, warnings } = await answer((push) =>
      textReply(push, '好').replace('1767225600', '1767225600.5'),
    )
    expect(verdict).toBe('replied')
    expect(warnings).toEqual(['CreateTime'])
  })

  test('a picture that the person sent, sent back', async () => {
    const { shown } = await answer((push, id) =>
      reply(push, 'image', `<Image><MediaId>${id}</MediaId></Image>`),
    )
    expect(shown).toMatchObject({ type: 'image', url: expect.stringContaining('/_sim/media/') })
  })

  test('music without a thumbnail, with a warning', async () => {
    const { shown, warnings } = await answer((push) =>
      reply(push, 'music', '<Music><Title>曲</Title><MusicUrl>http://m.test/a.mp3</MusicUrl></Music>'),
    )
    expect(shown).toMatchObject({ type: 'music', title: '曲', url: 'http://m.test/a.mp3' })
    expect(warnings).toEqual(['Music.ThumbMediaId'])
  })

  test('one article in answer to a message: more are cut', async () => {
    const { shown, warnings } = await answer((push) => reply(push, 'news', news(3)))
    expect(shown).toMatchObject({ type: 'news', articles: [{ title: '茶' }] })
    expect(shown?.type === 'news' && shown.articles).toHaveLength(1)
    expect(warnings).toEqual(['Articles.item'])
  })

  test('articles with a number in their tag, as the most used PHP client writes them', async () => {
    const { shown } = await answer((push) => reply(push, 'news', news(1).replace('<item>', '<item id="0">')))
    expect(shown).toMatchObject({ type: 'news', articles: [{ title: '茶' }] })
  })

  test('eight articles in answer to an event', async () => {
    const { shown } = await answer((push) => reply(push, 'news', news(9)), { type: 'menu', key: 'NEWS' })
    expect(shown?.type === 'news' && shown.articles).toHaveLength(8)
  })

  test('a transfer to the agents, of which the phone shows nothing', async () => {
    const { verdict, shown } = await answer((push) => reply(push, 'transfer_customer_service', ''))
    expect(verdict).toBe('replied')
    expect(shown).toBeUndefined()
  })
})

test('media die after three days', async () => {
  const stage = await createStage((push) =>
    field(push.body, 'MsgType') === 'text'
      ? reply(push, 'image', `<Image><MediaId>${mediaId}</MediaId></Image>`)
      : '',
  )
  const { messages } = await stage.sim.act(stage.fan.openid, { type: 'image' })
  const mediaId = messages[0]?.type === 'image' ? messages[0].mediaId : ''
  stage.sim.clock.change({ advanceSeconds: 3 * 24 * 3600 })
  const { push } = await stage.sim.act(stage.fan.openid, { type: 'text', content: '图' })
  expect(push?.attempts[0]?.explanation?.en).toContain('expired (3 days)')
})
