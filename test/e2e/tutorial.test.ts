/** Everything that the classic tutorial teaches, done by a newcomer with a browser and the running program. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Account, Fan, Push } from '@yingwu/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chatOf, closeBrowser, openWindow } from '../support/browser.ts'
import { getJson, postJson, ROOT, startEverything } from '../support/program.ts'
import { until } from '../support/wait.ts'

let running: Awaited<ReturnType<typeof startEverything>>
beforeAll(async () => {
  running = await startEverything()
})
afterAll(async () => {
  await closeBrowser()
  await running.program.stop()
})

/** A person of their own for each test, who follows the account. */
async function follower(nickname: string): Promise<string> {
  const [fan] = await postJson<Fan[]>(`${running.simulator}/_sim/v1/fans`, { nickname, follow: true })
  return fan?.openid ?? ''
}

/** Opens the window with that person's phone on the screen. */
async function openPhone(openid: string) {
  const window = await openWindow(`${running.simulator}/`)
  const slot = window.page.getByTestId(`slot-${openid}`)
  await slot.waitFor()
  if ((await window.phone(openid).count()) === 0) await slot.click()
  await window.phone(openid).waitFor()
  return { window, phone: window.phone(openid) }
}

const WELCOME = '感谢您的关注!'

describe('鹦鹉学舌', () => {
  test('你好 typed on the phone comes back', async () => {
    const openid = await follower('小鹦')
    const { window, phone } = await openPhone(openid)
    await using _ = window
    await window.type(openid, '你好')
    expect(await chatOf(phone, 3)).toEqual([WELCOME, '你好', '你好'])
    expect(window.complaints).toEqual([])
  })

  test('QQ faces go out as codes and are drawn, emoji are text, markup is not obeyed', async () => {
    const openid = await follower('表情')
    const { window, phone } = await openPhone(openid)
    await using _ = window
    await phone.getByTestId('faces').click()
    await phone.getByTestId('face-panel').getByRole('button', { name: '呲牙' }).click()
    await phone.getByTestId('composer').press('Enter')
    await window.type(openid, '🍰 <img src=x onerror=alert(1)>')
    const lines = await chatOf(phone, 5)
    expect(lines.at(-1)).toBe('🍰 <img src=x onerror=alert(1)>')
    expect(await phone.locator('.chat img[src="x"]').count()).toBe(0)
    const [push] = (await getJson<Push[]>(`${running.simulator}/_sim/v1/pushes`)).filter(
      (one) => one.openid === openid && one.summary.includes('/::D'),
    )
    expect(push?.fields['Content']).toBe('/::D')
    expect(await phone.getByTitle('呲牙').count()).toBeGreaterThanOrEqual(2)
    expect(window.complaints).toEqual([])
  })

  test('a voice message comes back as what was recognised, or 无法识别', async () => {
    const openid = await follower('语音')
    const { window, phone } = await openPhone(openid)
    await using _ = window
    await phone.getByTestId('voice').click()
    for (const words of ['腾讯微信团队', '']) {
      await phone.getByTestId('voice-options').click()
      await window.page.getByTestId('sheet').getByRole('textbox').last().fill(words)
      await window.page.getByTestId('sheet-send').click()
      await window.page.getByTestId('sheet').waitFor({ state: 'detached' })
    }
    const lines = await chatOf(phone, 5)
    expect(lines).toContain('腾讯微信团队')
    expect(lines.at(-1)).toBe('无法识别')
  })

  test('following is welcomed, leaving is not answered', async () => {
    const [fan] = await postJson<Fan[]>(`${running.simulator}/_sim/v1/fans`, { nickname: '过客' })
    const { window, phone } = await openPhone(fan?.openid ?? '')
    await using _ = window
    await phone.getByTestId('follow').click()
    expect(await chatOf(phone, 1)).toEqual([WELCOME])
    await phone.getByTestId('profile').click()
    await phone.getByTestId('unfollow').click()
    await window.page.getByTestId('sheet').getByRole('button', { name: '不再关注' }).click()
    await phone.getByTestId('follow').waitFor()
    const pushes = await getJson<Push[]>(`${running.simulator}/_sim/v1/pushes`)
    expect(pushes[0]).toMatchObject({ kind: 'event:unsubscribe', outcome: 'silent' })
  })
})

describe('网页授权', () => {
  /** Sends a link to the profile page, which the parrot gives back, and taps it. */
  async function openProfile(nickname: string) {
    const openid = await follower(nickname)
    const opened = await openPhone(openid)
    await opened.window.type(openid, `<a href="${running.server}/me">个人主页</a>`)
    await opened.phone
      .getByRole('link', { name: '个人主页' })
      .or(opened.phone.getByRole('button', { name: '个人主页' }))
      .last()
      .click()
    const frame = opened.window.page.frameLocator('[data-testid="webview"]')
    return { ...opened, openid, frame }
  }

  test('a person who agrees sees their own profile, with what WeChat leaves empty said plainly', async () => {
    const { window, frame, openid } = await openProfile('王小明')
    await using _ = window
    await frame.getByTestId('oauth-allow').click()
    await frame.getByRole('heading', { name: '王小明的个人主页' }).waitFor()
    expect(await frame.getByRole('row', { name: 'openid' }).textContent()).toContain(openid)
    expect(await frame.getByRole('row', { name: '昵称' }).textContent()).toContain('王小明')
    for (const field of ['性别', '省份', '城市', '国家']) {
      expect(await frame.getByRole('row', { name: field }).textContent()).toBe(`${field}未提供`)
    }
    const avatar = frame.getByAltText('头像')
    await until(
      () => avatar.evaluate((image) => Reflect.get(image, 'naturalWidth') > 0),
      'the picture is loaded',
    )
    expect(window.complaints).toEqual([])
  })

  test('with the profile fields of before 2021 the page is as in the tutorial', async () => {
    const [account] = await getJson<Account[]>(`${running.simulator}/_sim/v1/accounts`)
    const patch = (oldProfileFields: boolean) =>
      fetch(`${running.simulator}/_sim/v1/accounts/${account?.appid}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ switches: { oldProfileFields } }),
      })
    await patch(true)
    const { window, frame } = await openProfile('从前')
    await using _ = window
    await frame.getByTestId('oauth-allow').click()
    await frame.getByRole('heading', { name: '从前的个人主页' }).waitFor()
    expect(await frame.getByRole('row', { name: '性别' }).textContent()).toMatch(/性别(男|女)/)
    expect(await frame.getByRole('row', { name: '国家' }).textContent()).not.toContain('未提供')
    await patch(false)
  })

  test('a person who refuses gets a clear page and may try again', async () => {
    const { window, frame } = await openProfile('不同意')
    await using _ = window
    await frame.getByTestId('oauth-deny').click()
    await frame.getByRole('heading', { name: '您没有同意授权' }).waitFor()
    await frame.getByRole('link', { name: '再试一次' }).click()
    await frame.getByTestId('oauth-allow').waitFor()
  })
})

describe('客服接口', () => {
  test('the program adds an agent and writes to the person in its name', async () => {
    const openid = await follower('客户')
    // Following allows three messages for a minute; only what the person writes shall count here.
    await postJson<unknown>(`${running.simulator}/_sim/v1/clock`, { advanceSeconds: 61 })
    const { window, phone } = await openPhone(openid)
    await using _ = window
    await window.type(openid, '在吗')
    await chatOf(phone, 3)

    const [account] = await getJson<Account[]>(`${running.simulator}/_sim/v1/accounts`)
    const run = () =>
      spawnSync(process.execPath, [join(ROOT, 'examples/customer-service/main.ts'), openid], {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          WECHAT_APP_ID: account?.appid,
          WECHAT_APP_SECRET: account?.secret,
          WECHAT_API_URL: running.simulator,
        },
      })
    expect(run().stdout).toContain('新增客服 system@yingwu')
    expect((await chatOf(phone, 6)).slice(3)).toEqual(['要发送的消息1', '要发送的消息2', '要发送的消息3'])
    expect(await phone.getByText('客服1').count()).toBeGreaterThan(0)

    // Five messages per message of the person: the second run is stopped after two more.
    const second = run()
    expect(second.stderr).toContain('45047')
    expect(await chatOf(phone, 8)).toHaveLength(8)
  })
})
