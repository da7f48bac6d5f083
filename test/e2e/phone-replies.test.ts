/** What WeChat makes of an answer: what is silence, what is a fault, and what every delivery has in common. */
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser } from '../support/browser.ts'
import { openPhones, type Phones } from '../support/phones.ts'
import { until } from '../support/wait.ts'

const NOTICE = '该公众号提供的服务出现故障，请稍后再试'

let s: Phones
let server: Server
/** What the server got, oldest first, and what it answers; undefined: not yet. */
const bodies: string[] = []
let answer: (body: string) => string | undefined = () => ''
let letGo: (text: string) => void = () => undefined

/** A server of a person who writes XML by hand. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x')
    const echo = url.searchParams.get('echostr')
    if (echo !== null) response.end(echo)
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      if (echo !== null) return
      bodies.push(body)
      const text = answer(body)
      if (text === undefined) letGo = (late) => response.end(late)
      else response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  s = await openPhones(new Bot())
  // A busy machine must not make pushes fail.
  patience(20_000)
  await s.simulator.connect({ url: `http://127.0.0.1:${port}/`, token: 'byhand2026', mode: 'plain' })
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  server.closeAllConnections()
  server.close()
  await closeBrowser()
})

const patience = (pushTimeoutMs: number) => s.simulator.patchAccount({ switches: { pushTimeoutMs } })

const field = (body: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(body)?.[1] ?? ''

/** A passive reply to a push. */
function reply(body: string, content: string, to = field(body, 'FromUserName')): string {
  const text = (name: string, value: string) => `<${name}><![CDATA[${value}]]></${name}>`
  const names = text('ToUserName', to) + text('FromUserName', field(body, 'ToUserName'))
  return `<xml>${names}<CreateTime>1</CreateTime>${text('MsgType', 'text')}${text('Content', content)}</xml>`
}

describe('an answer', () => {
  test('of nothing, or success, is silence', async () => {
    const { phone, type, pushes } = await s.person()
    answer = (body) => (field(body, 'Content') === '一' ? '' : 'success')
    for (const text of ['一', '二']) await type(text)
    await until(() => pushes().filter(({ outcome }) => outcome === 'silent').length === 3, 'both are silent')
    expect(await chatOf(phone, 2)).toEqual(['一', '二'])
  })

  test.for<[what: string, words: string, answer: (body: string) => string]>([
    ['plain text', '纯文本', () => '你好'],
    ['success in quotes', '不带引号', () => '"success"'],
    ['a page of HTML', 'HTML', () => '<!doctype html><title>出错</title>'],
    ['a BOM', 'BOM', (body) => `\uFEFF${reply(body, '好')}`],
    ['a text beyond 2048 bytes', '2049', (body) => reply(body, '好'.repeat(683))],
    ['another recipient', 'ToUserName', (body) => reply(body, '好', 'o_somebody_else')],
  ])('of %s is a fault in grey, and the log says why', async ([, words, answerOf]) => {
    const { phone, type, push } = await s.person()
    answer = (body) => (field(body, 'MsgType') === 'text' ? answerOf(body) : '')
    await type('在吗')
    expect(await chatOf(phone, 2)).toEqual(['在吗', NOTICE])
    const { id } = await push('text')
    await s.page.getByTestId(`push-${id}`).click()
    await s.page.getByTestId('explanation').getByText(words).waitFor()
  })

  test('that comes after the person has left is not delivered, and the log says so', async () => {
    const { phone, id, type, push } = await s.person()
    answer = (body) => (field(body, 'MsgType') === 'text' ? undefined : '')
    await type('在吗')
    await until(() => field(bodies.at(-1) ?? '', 'Content') === '在吗', 'the server has it')
    const asked = bodies.at(-1) ?? ''
    await id('profile').click()
    await id('unfollow').click()
    await id('unfollow-confirm').click()
    await id('follow').waitFor()
    letGo(reply(asked, '在的'))
    const { id: number } = await push('text')
    await s.page.getByTestId(`push-${number}`).click()
    await s.page.getByTestId('explanation').getByText('取消了关注').waitFor()
    answer = () => ''
    await id('follow').click()
    await id('composer').waitFor()
    expect(await phone.getByText('在的').count()).toBe(0)
  })
})

describe('a delivery', () => {
  test('is tried three times with one MsgId', async () => {
    const { phone, type } = await s.person()
    patience(400)
    answer = () => undefined
    bodies.length = 0
    await type('在吗')
    expect(await chatOf(phone, 2)).toEqual(['在吗', NOTICE])
    patience(20_000)
    expect(bodies).toHaveLength(3)
    expect(new Set(bodies.map((body) => field(body, 'MsgId'))).size).toBe(1)
    expect(field(bodies[0] ?? '', 'MsgId')).toMatch(/^\d+$/)
  })

  test('of an event has no MsgId, and one of a voice its recognition as the switch says', async () => {
    answer = () => ''
    bodies.length = 0
    const { id } = await s.person()
    expect(field(bodies[0] ?? '', 'Event')).toBe('subscribe')
    expect(bodies[0]).not.toContain('MsgId')
    await id('voice').click()
    await id('voice-options').click()
    await id('sheet-send').click()
    await until(() => bodies.length === 2, 'the voice is pushed')
    expect(field(bodies[1] ?? '', 'Recognition')).not.toBe('')
    s.simulator.patchAccount({ switches: { voiceRecognition: false } })
    await id('voice-options').getByText('语音识别').waitFor()
    await id('voice-options').click()
    await id('sheet-send').click()
    await until(() => bodies.length === 3, 'the second voice is pushed')
    expect(bodies[2]).not.toContain('Recognition')
    s.simulator.patchAccount({ switches: { voiceRecognition: true } })
  })
})
