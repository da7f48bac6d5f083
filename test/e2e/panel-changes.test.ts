/** What the panel changes behind a program's back: tokens, secret, addresses, kind of account, quotas. */
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

type Stage = Awaited<ReturnType<typeof openStage>>

async function errcodeOf({ simulator }: Stage, path: string): Promise<number> {
  const answer: unknown = await (await fetch(`${simulator.url}${path}`)).json()
  const isFailure = typeof answer === 'object' && answer !== null && 'errcode' in answer
  return isFailure ? Number(answer.errcode) : 0
}

function tokenPath({ simulator }: Stage): string {
  const { appid, secret } = simulator.account()
  return `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`
}

describe('tokens', () => {
  test.for<[button: string, errcode: number, state: string]>([
    ['expire', 42001, 'expired'],
    ['replace', 40001, 'replaced'],
    ['revoke', 40001, 'replaced'],
  ])('%s makes the next call fail with %i', async ([button, errcode, state]) => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-tokens').click()
    await page.getByTestId('no-tokens').waitFor()
    const token = await stage.client.token()
    await page
      .getByTestId('token-current')
      .getByText(/^(2:00:00|1:59:\d\d)$/)
      .waitFor()
    await page.getByTestId(button).click()
    await page.getByTestId(`token-${state}`).waitFor()
    expect(await errcodeOf(stage, `/cgi-bin/user/get?access_token=${token}`)).toBe(errcode)
    expect(window.complaints).toEqual([])
  })
})

describe('the secret', () => {
  test('is reset after a question, and frozen by a switch', async () => {
    await using stage = await openStage(new Bot())
    const old = tokenPath(stage)
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-tokens').click()
    await page.getByTestId('secret-reset').click()
    await page.getByTestId('secret-confirm').click()
    await page
      .getByTestId('secret-value')
      .getByText(/^[0-9a-f]{32}$/)
      .waitFor()
    expect(await errcodeOf(stage, old)).toBe(40125)
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(0)
    await page.getByTestId('freeze').click()
    await page.locator('[data-testid="freeze"][aria-checked="true"]').waitFor()
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(40243)
  })

  test('an address that is not on the IP list is refused, and a wrong entry explained', async () => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-tokens').click()
    await page.getByTestId('ip-entry').fill('300.1.1.1')
    await page.getByTestId('ip-add').click()
    await page.getByTestId('ip-list').getByRole('alert').waitFor()
    await page.getByTestId('ip-entry').fill('203.0.113.0/24')
    await page.getByTestId('ip-add').click()
    await page.getByTestId('ip-list').getByText('203.0.113.0/24', { exact: true }).waitFor()
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(40164)
    await page.getByRole('button', { name: '移除 203.0.113.0/24' }).click()
    await page.getByText('空的，所有地址都可以调用').waitFor()
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(0)
  })
})

describe('this machine', () => {
  test('is taken off the IP list by one click, and let in again', async () => {
    await using stage = await openStage(new Bot())
    stage.simulator.patchAccount({ ipAllowList: ['127.0.0.1', '::1'] })
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(0)
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-tokens').click()
    await page.getByTestId('ip-drop').click()
    await page.getByTestId('ip-list').getByText('127.0.0.1', { exact: true }).waitFor({ state: 'detached' })
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(40164)
    expect(await page.getByTestId('ip-drop').isDisabled()).toBe(true)
    await page.getByTestId('ip-entry').fill('127.0.0.1')
    await page.getByTestId('ip-add').click()
    await page.getByTestId('ip-list').getByText('127.0.0.1', { exact: true }).waitFor()
    expect(await errcodeOf(stage, tokenPath(stage))).toBe(0)
  })
})

describe('the account', () => {
  test('another kind says first what is lost, and then answers 48001', async () => {
    await using stage = await openStage(new Bot())
    const token = await stage.client.token()
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-account').click()
    await page.getByTestId('kind-subscription').click()
    await page
      .getByTestId('kind-change')
      .getByText(/少了 \d+ 个接口/)
      .waitFor()
    // In the language of the window, and in that alone.
    const lost = (await page.getByTestId('kind-change').textContent()) ?? ''
    expect(lost).toContain('自定义菜单')
    expect(lost).not.toContain('Custom menus')
    await page.getByTestId('lang-en').click()
    await page
      .getByTestId('kind-change')
      .getByText(/Custom menus/)
      .waitFor()
    expect(await page.getByTestId('kind-change').textContent()).not.toContain('自定义菜单')
    await page.getByTestId('lang-zh').click()
    expect(await errcodeOf(stage, `/cgi-bin/user/get?access_token=${token}`)).toBe(0)
    await page.getByTestId('kind-apply').click()
    await page.getByTestId('kind-change').waitFor({ state: 'detached' })
    expect(await errcodeOf(stage, `/cgi-bin/user/get?access_token=${token}`)).toBe(48001)
  })

  test('a switch takes effect, says that it was changed, and goes back', async () => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-account').click()
    await page.getByTestId('toggle-voiceRecognition').click()
    await page.getByTestId('choice-noticeWording').selectOption('manual')
    await page.getByTestId('number-pushTimeoutMs').fill('3000')
    await page.getByTestId('number-pushTimeoutMs').press('Enter')
    await page.getByTestId('switch-undo-pushTimeoutMs').waitFor()
    await page.getByTestId('switch-undo-noticeWording').waitFor()
    expect(stage.simulator.account().switches).toMatchObject({
      voiceRecognition: false,
      noticeWording: 'manual',
      pushTimeoutMs: 3000,
    })
    await page.getByTestId('switch-undo-voiceRecognition').click()
    await page.getByTestId('switch-undo-voiceRecognition').waitFor({ state: 'detached' })
    expect(stage.simulator.account().switches.voiceRecognition).toBe(true)
  })

  test('quotas count, and go back to 0', async () => {
    await using stage = await openStage(new Bot())
    const token = await stage.client.token()
    await errcodeOf(stage, `/cgi-bin/user/get?access_token=${token}`)
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-account').click()
    await page.getByTestId('quota-user.list').getByText('1 / 500').waitFor()
    await page.getByTestId('quota-reset').click()
    await page.getByText('今天还没有调用过接口').waitFor()
  })

  test('pushing is switched off and on', async () => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-account').click()
    await page.getByTestId('callback-enabled').click()
    await page.getByTestId('connection').getByText('已停用').waitFor()
    await page.getByTestId('callback-enabled').click()
    await page.getByTestId('connection').getByText('已接通').waitFor()
  })
})
