/** Transcripts from elsewhere: a push as code, and the log of a real server. */
import { describe, expect, test } from 'vitest'
import { parrot, start } from './support/transcripts.ts'

describe('a push as a test', () => {
  test('is code that does the same and expects the same', async () => {
    await using wechat = await start((words, openid) => (words === '你好' ? `${openid} 你好 '呀'` : null))
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.says('你好')
    await fan.taps('TODAY')
    const code = async (id: number) => {
      const answer = await wechat.control('GET', `/pushes/${id}/test`)
      return typeof answer === 'object' && answer && 'code' in answer ? String(answer.code) : ''
    }
    const text = await code(2)
    expect(text).toContain("const fan = await wechat.fan({ nickname: '晓雨', follow: true })")
    expect(text).toContain("await fan.says('你好')")
    expect(text).toContain(
      "{ type: 'text', content: expect.stringMatching(/^.+ 你好 '呀'$/s), via: 'reply' }",
    )
    expect(await code(1)).toContain('await fan.follows()')
    expect(await code(3)).toContain("await fan.taps('TODAY')")
    expect(await code(3)).toContain('toMatchObject([])')
  })
})

describe('a push log of a real server', () => {
  const openid = 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi'
  const push = (fields: string, time: number, from = openid) =>
    `<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${time}</CreateTime>${fields}</xml>`
  const text = (content: string, id: number, time: number) =>
    push(
      `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId>`,
      time,
    )
  const reply = `<xml><ToUserName><![CDATA[${openid}]]></ToUserName><FromUserName><![CDATA[gh_0a1b2c3d4e5f]]></FromUserName><CreateTime>1795400001</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[好的]]></Content></xml>`

  const imported = async (log: string) => {
    const wechat = await start(parrot)
    return wechat.control('POST', '/transcripts/import', { name: '生产', text: log })
  }

  test('becomes steps of nobody in particular', async () => {
    const log = [
      `10:00 POST /wechat ${text('我的电话 13912345678', 1, 1795400000)}`,
      `10:00 retry ${text('我的电话 13912345678', 1, 1795400000)}`,
      `10:00 200 ${reply}`,
      JSON.stringify({ level: 'info', body: text('在吗', 2, 1795400060) }),
      push(
        '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event>',
        1795400061,
      ),
      '<xml><broken',
    ].join('\n')
    expect(await imported(log)).toEqual({
      unreadable: 0,
      transcript: {
        yingwu: 'transcript',
        version: 1,
        name: '生产',
        fans: { 粉丝1: { nickname: '粉丝1', follows: true } },
        steps: [
          {
            fan: '粉丝1',
            action: { type: 'text', content: '我的电话 13800000000' },
            expect: [{ type: 'text', content: '好的', via: 'reply' }],
          },
          { fan: '粉丝1', after: 60, action: { type: 'text', content: '在吗' }, expect: [] },
        ],
      },
    })
  })

  test('without pushes, or with encrypted ones alone, is explained', async () => {
    await expect(imported('nothing')).rejects.toThrow('holds no push that a person caused')
    await expect(
      imported('<xml><ToUserName>gh_0a1b2c3d4e5f</ToUserName><Encrypt>abcd</Encrypt></xml>'),
    ).rejects.toThrow('need appid and encodingAESKey')
  })
})
