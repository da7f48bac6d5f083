/** One push in full: its row, what was sent, how it was signed, what came back, and what the person saw of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow, type Window } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

type Receiver = (request: Request) => Promise<Response>

/** How the next pushes reach the bot; as they do at first. */
const straight: Receiver = (request) => fetch(request)
let reach: Receiver = straight
let stage: Awaited<ReturnType<typeof openStage>>
let window: Window

beforeAll(async () => {
  const bot = new Bot().on('message:text', (ctx) => `收到 ${ctx.message.Content}`)
  stage = await openStage(bot, { receiver: (request) => reach(request) })
  // A busy machine must not make pushes fail.
  stage.simulator.patchAccount({ switches: { pushTimeoutMs: 20_000 } })
  window = await openWindow(`${stage.simulator.url}/`)
  window.page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await window[Symbol.asyncDispose]()
  await stage[Symbol.asyncDispose]()
  await closeBrowser()
})

const id = (testId: string) => window.page.getByTestId(testId)
const newest = () => stage.simulator.pushes()[0]

/** A word of the person's, with its push selected in the log. */
async function say(content: string, way: Receiver = straight) {
  reach = way
  const { push } = await stage.simulator.act(stage.openid, { type: 'text', content })
  reach = straight
  await id(`push-${push?.id}`).click()
  return push
}

describe('a row', () => {
  test('says who, what, when and how it ended, and how long it took on a scale of 5 seconds', async () => {
    const push = await say('你好')
    const row = id(`push-${push?.id}`)
    for (const words of ['文本', '你好', push?.nickname ?? '', '已回复 文本', /\d m?s$/])
      await row.getByText(words).first().waitFor()
    expect(await row.locator('time').textContent()).toMatch(/^\d\d:\d\d:\d\d/)
    expect(await row.locator('.lane .bar').count()).toBe(1)
    expect(await window.page.locator('.scale .lim').first().textContent()).toBe('5 s')
  })

  const broken = (code: string) => () => Promise.reject(Object.assign(new Error('failed'), { code }))
  test.for<[outcome: string, way: Receiver]>([
    ['DNS 失败', broken('ENOTFOUND')],
    ['连接失败', broken('ECONNREFUSED')],
    ['HTTP 502', () => Promise.resolve(new Response('', { status: 502 }))],
  ])('names it as WeChat does: %s', async ([outcome, way]) => {
    const push = await say('在吗', way)
    await id(`push-${push?.id}`).getByText(outcome, { exact: true }).waitFor()
    await expect.poll(() => id('push-outcome').textContent()).toBe(outcome)
    await id(`attempt-${push?.id}-3`).getByText('3/3').waitFor()
  })

  test('counts the seconds while the answer is awaited', async () => {
    let letGo = (): void => undefined
    reach = async (request) => {
      await new Promise<void>((resolve) => {
        letGo = resolve
      })
      return fetch(request)
    }
    await window.type(stage.openid, '慢')
    await until(() => newest()?.summary.includes('慢'), 'the push')
    const row = id(`push-${newest()?.id}`)
    await row.getByText(/等待回复 [1-9]\.\d s/).waitFor()
    letGo()
    reach = straight
    await row.getByText('已回复 文本').waitFor()
  })
})

describe('the detail', () => {
  test('shows the message, what left in safe mode, the query and the headers', async () => {
    const push = await say('春茶')
    const code = id('request').getByTestId('code')
    await expect.poll(() => code.textContent()).toContain('<Content><![CDATA[春茶]]></Content>')
    await id('request-encrypted').click()
    await expect.poll(() => code.textContent()).toContain('<Encrypt>')
    await id('request-query').click()
    for (const name of ['signature', 'timestamp', 'nonce', 'openid', 'encrypt_type', 'msg_signature'])
      await id('request').getByText(name, { exact: true }).waitFor()
    await id('request-headers').click()
    await id('request')
      .getByText(push?.attempts[0]?.request.url ?? '?')
      .waitFor()
  })

  test('checks the reply field by field, and shows it in the clear', async () => {
    await say('春茶')
    for (const field of ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Content'])
      await id('reply-checks').getByText(field, { exact: true }).waitFor()
    await expect.poll(() => id('reply-raw').textContent()).toContain('收到 春茶')
    await expect.poll(() => id('on-phone').textContent()).toContain('收到 春茶')
  })

  test('shows what was signed, and what the reply’s signature should have been', async () => {
    await say('春茶')
    await id('signature').getByText('来去都一致').waitFor()
    const push = await say('错', async (request) => {
      const text = await (await fetch(request)).text()
      const wrong = text.replace(/(<MsgSignature><!\[CDATA\[)\w+/, `$1${'0'.repeat(40)}`)
      return new Response(wrong)
    })
    const { inputs = [], replyExpected } = push?.attempts[0]?.signature ?? {}
    await id('signature').getByText('回复的签名不对').waitFor()
    await expect.poll(() => id('signature').locator('.sort').count()).toBe(inputs.length)
    for (const shown of [replyExpected ?? '?', '0'.repeat(40)])
      await id('signature').getByText(shown, { exact: true }).waitFor()
  })

  test('leads to the bubble, by its button and by B', async () => {
    const push = await say('回来')
    const bubble = window.page.locator(`[data-message="${push?.resultMessageId}"]`)
    const isFocused = () => bubble.evaluate((element) => element.matches(':focus'))
    await id('on-phone').getByText('收到 回来').waitFor()
    await id('show-bubble').click()
    await until(isFocused, 'the bubble has the focus')
    await window.page.keyboard.press('b')
    await window.page.locator(`[data-testid="push-${push?.id}"]:focus`).waitFor()
    await window.page.keyboard.press('b')
    await until(isFocused, 'the bubble has it again')
  })
})

describe('the log', () => {
  test('stands still while it is held, and shows what came in the meantime', async () => {
    await id('tab-pushes').click()
    await window.page.keyboard.press('p')
    const before = await window.page.locator('[role="option"]').count()
    await stage.simulator.act(stage.openid, { type: 'text', content: '新的' })
    await id('new-rows').getByText('1 条新推送').waitFor()
    expect(await window.page.locator('[role="option"]').count()).toBe(before)
    await window.page.keyboard.press('p')
    await id(`push-${newest()?.id}`).waitFor()
  })

  test('shows failures alone, and is walked through with arrow keys', async () => {
    const failed = stage.simulator.pushes().filter(({ outcome }) => outcome === 'failed')
    await id('filter-failed').click()
    await until(
      async () => (await window.page.locator('[role="option"]').count()) === failed.length,
      'only failures are shown',
    )
    await id(`push-${failed[0]?.id}`).click()
    await window.page.keyboard.press('ArrowDown')
    await window.page.locator(`[data-testid="push-${failed[1]?.id}"][aria-selected="true"]`).waitFor()
    await window.page.keyboard.press('Home')
    await window.page.locator(`[data-testid="push-${failed[0]?.id}"][aria-selected="true"]`).waitFor()
    expect(window.complaints).toEqual([])
  })
})
