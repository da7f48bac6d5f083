/** Every kind of fault is set in the panel's form, and strikes as its words say. */
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser, openWindow, type Window } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const parrot = () => new Bot().on('message:text', (ctx) => ctx.message.Content)

interface Rule {
  direction: 'push' | 'api'
  effect: string
  match?: string
  fields?: { [testId: string]: string }
}

async function add({ page }: Window, { direction, effect, match = '', fields = {} }: Rule): Promise<void> {
  await page.getByTestId('fault-add').click()
  await page.getByTestId(`fault-${direction}`).click()
  await page.getByTestId('fault-match').fill(match)
  await page.getByTestId('fault-effect').selectOption(effect)
  for (const [testId, value] of Object.entries(fields)) await page.getByTestId(testId).fill(value)
  await page.getByTestId('fault-save').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function openFaults(stage: Awaited<ReturnType<typeof openStage>>): Promise<Window> {
  const window = await openWindow(`${stage.simulator.url}/`)
  await window.page.getByTestId('tab-faults').click()
  await window.page.getByTestId('fault-add').waitFor()
  return window
}

describe('towards the bot', () => {
  test('a rule has its kind of message, probability, count and seed', async () => {
    await using stage = await openStage(parrot())
    await using window = await openFaults(stage)
    const { page } = window
    await add(window, {
      direction: 'push',
      effect: 'reset',
      match: 'text',
      fields: { 'fault-percent': '12.5', 'fault-times': '3', 'fault-seed': '42' },
    })
    await page.getByText('推送 text：处理后连接重置，回复丢失').waitFor()
    await page.getByText('概率 12.5% · 共 3 次 · 种子 42').waitFor()
    expect(
      await window.page.evaluate(`fetch('/_sim/v1/faults').then((answer) => answer.json())`),
    ).toMatchObject([
      {
        direction: 'push',
        match: 'text',
        probability: 0.125,
        times: 3,
        seed: 42,
        effect: { type: 'reset' },
      },
    ])
  })

  test.for<[effect: string, fields: Rule['fields'], words: string, attempts: string[]]>([
    ['delay', { 'fault-ms': '20' }, '', ['replied']],
    ['drop', {}, '丢弃', ['connect', 'replied']],
    ['half', {}, '只到了一半', ['connect', 'replied']],
    ['tls', {}, 'TLS', ['connect', 'replied']],
    ['reset', {}, '断开了连接', ['connect', 'replied']],
    ['slow', { 'fault-ms': '20' }, '', ['replied']],
    ['duplicate', {}, '', ['replied']],
  ])('%s', async ([effect, fields, words, attempts]) => {
    await using stage = await openStage(parrot())
    await using window = await openFaults(stage)
    await add(window, { direction: 'push', effect, fields: { ...fields, 'fault-times': '1' } })
    await window.type(stage.openid, '你好')
    expect(await chatOf(window.phone(stage.openid), 2)).toEqual(['你好', '你好'])
    const [push] = stage.simulator.pushes()
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(attempts)
    expect(push?.attempts[0]?.explanation?.zh ?? '').toContain(words)
    await window.page.getByText('已用完 1').waitFor()
    expect(window.complaints).toEqual([])
  })

  test('reorder: the second question is answered first', async () => {
    const heard: string[] = []
    const bot = new Bot().on('message:text', (ctx) => {
      heard.push(ctx.message.Content)
      return ctx.message.Content
    })
    await using stage = await openStage(bot)
    await using window = await openFaults(stage)
    await add(window, { direction: 'push', effect: 'reorder', fields: { 'fault-times': '1' } })
    await window.type(stage.openid, '一')
    await window.type(stage.openid, '二')
    await chatOf(window.phone(stage.openid), 4)
    expect(heard).toEqual(['二', '一'])
  })
})

test('what strikes a call: an HTTP status, a page of HTML, nothing, half an answer, a broken connection, an errcode', async () => {
  await using stage = await openStage(parrot())
  await using window = await openFaults(stage)
  const { page } = window
  const { url } = stage.simulator
  const { appid, secret } = stage.simulator.account()
  const ask = async () => {
    const answer = await fetch(
      `${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`,
    )
    return `${answer.status} ${await answer.text()}`
  }
  const strike = async (effect: string, fields: Rule['fields'] = {}) => {
    await add(window, { direction: 'api', effect, match: '/cgi-bin/token', fields })
    const answer = await ask().catch((error: unknown) => String(error))
    await page.getByRole('button', { name: '删除规则' }).click()
    await page.getByText('没有故障').waitFor()
    return answer
  }
  expect(await strike('status', { 'fault-status': '503' })).toBe('503 ')
  expect(await strike('html')).toMatch(/^502 <html>/)
  expect(await strike('empty')).toBe('200 ')
  expect(await strike('half')).toMatch(/^200 \{"access_token":"[^}]+$/)
  expect(await strike('reset')).toContain('fetch failed')
  for (const errcode of [-1, 40001, 45011, 48001])
    expect(await strike('error', { 'fault-errcode': String(errcode) })).toContain(`"errcode":${errcode},`)
  expect(await ask()).toContain('expires_in')
})

test('every preset puts its own rules in place', async () => {
  await using stage = await openStage(parrot())
  await using window = await openFaults(stage)
  const { page } = window
  for (const preset of ['badFriday', 'campaignBurst', 'weChatBusy', 'markFail']) {
    await page.getByTestId(`preset-${preset}`).click()
    await page.locator(`[data-testid="preset-${preset}"][aria-pressed="true"]`).waitFor()
    expect(await page.locator(`[data-testid^="fault-hits-${preset}-"]`).count()).toBeGreaterThan(0)
    await page.getByTestId(`preset-${preset}`).click()
    await page.getByText('没有故障').waitFor()
  }
})
