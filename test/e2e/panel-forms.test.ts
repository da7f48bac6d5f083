/** What the panel sets up: the server in each mode, each kind of account, a crowd as wished, and the way back to the start. */
import { createServer } from 'node:http'
import { ACCOUNT_KINDS } from '@yingwu/protocol'
import { createSimulator } from '@yingwu/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser, openWindow, type Window } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

let stage: Awaited<ReturnType<typeof openStage>>
let window: Window
beforeAll(async () => {
  stage = await openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))
  window = await openWindow(`${stage.simulator.url}/`)
  window.page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await window[Symbol.asyncDispose]()
  await stage[Symbol.asyncDispose]()
  await closeBrowser()
})

const id = (testId: string) => window.page.getByTestId(testId)

test('everything is reset after a question, and the server stays connected', async () => {
  const { simulator, openid } = stage
  await simulator.act(openid, { type: 'text', content: '春茶' })
  const phone = window.phone(openid)
  expect(await chatOf(phone, 2)).toEqual(['春茶', '春茶'])
  await id('reset').click()
  await id('reset-confirm').click()
  await phone.getByText('春茶').first().waitFor({ state: 'detached' })
  expect(simulator.pushes()).toEqual([])
  await id('connection').getByText('已接通').waitFor()
  await window.type(openid, '又来')
  expect(await chatOf(phone, 2)).toEqual(['又来', '又来'])
})

test('a crowd has the days, sources, languages and habits that were asked for, and the same seed the same people', async () => {
  const { simulator, openid } = stage
  await id('tab-followers').click()
  await id('generator').locator('summary').click()
  const fields = {
    count: '50',
    seed: '7',
    days: '10',
    active: '100',
    sources: 'QR_CODE=1',
    languages: 'en=100',
  }
  for (const [name, value] of Object.entries(fields)) await id(`generate-${name}`).fill(value)
  await window.page.getByRole('button', { name: '活动暴涨' }).click()
  await id('generate').click()
  await until(() => simulator.fans().length === 51, 'they are there')
  const crowd = simulator.fans().filter((fan) => fan.openid !== openid && fan.persona === undefined)
  const oldest = simulator.clock.now() / 1000 - 11 * 24 * 3600
  for (const fan of crowd) {
    expect(fan).toMatchObject({ subscribeScene: 'ADD_SCENE_QR_CODE', language: 'en' })
    expect(fan.subscribeTime).toBeGreaterThan(oldest)
    expect(fan.allowance.map(({ trigger }) => trigger)).toContain('message')
  }
  await id('generate').click()
  await id('toast').getByText('50').last().waitFor()
  expect(simulator.fans()).toHaveLength(51)
})

test('an account is of any of the five kinds', async () => {
  const { simulator } = stage
  await id('tab-account').click()
  for (const kind of Object.keys(ACCOUNT_KINDS).toReversed()) {
    if (simulator.account().kind === kind) continue
    await id(`kind-${kind}`).click()
    await id('kind-apply').click()
    await until(() => simulator.account().kind === kind, `it is ${kind}`)
    await id('kind-change').waitFor({ state: 'detached' })
  }
})

test('the server is set in compatible and safe mode, with a token of one’s own and a new key', async () => {
  const { simulator } = stage
  const server = createServer((request, response) =>
    response.end(new URL(request.url ?? '', 'http://x').searchParams.get('echostr')),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
  for (const mode of ['compatible', 'safe'] as const) {
    await id('connection').click()
    const key = await id('server-key').inputValue()
    await window.page.getByRole('dialog').getByRole('button', { name: '随机生成' }).click()
    const made = await id('server-key').inputValue()
    expect(made).toMatch(/^[A-Za-z0-9]{43}$/)
    expect(made).not.toBe(key)
    await id('server-url').fill(url)
    await id('server-token').fill(`token${mode}`)
    await id(`server-mode-${mode}`).click()
    await id('server-submit').click()
    await window.page.getByRole('dialog').locator('[data-testid="verification"].ok').waitFor()
    expect(simulator.account().callback).toMatchObject({
      url,
      mode,
      token: `token${mode}`,
      encodingAESKey: made,
    })
    await window.page.keyboard.press('Escape')
  }
  server.closeAllConnections()
  server.close()
  expect(window.complaints).toEqual([])
})

test('F6 walks through the areas of the window, and back', async () => {
  const { keyboard } = window.page
  await id('tab-pushes').click()
  const area = () =>
    window.page.evaluate<string>("document.activeElement.closest('[data-area]')?.dataset.area")
  const visited: string[] = []
  for (let step = 0; step < 4; step += 1) {
    await keyboard.press('F6')
    visited.push(await area())
  }
  expect(new Set(visited).size).toBe(4)
  await keyboard.press('Shift+F6')
  expect(await area()).toBe(visited[2])
})

test('before a server is set the lamp says so, and the log leads to it', async () => {
  await using simulator = createSimulator()
  await simulator.listen({ port: 0 })
  await using fresh = await openWindow(`${simulator.url}/`)
  await fresh.page.getByTestId('connection').getByText('还没有接通').waitFor()
  await fresh.page.locator('.empty').getByRole('button').click()
  await fresh.page.getByTestId('server-url').waitFor()
})
