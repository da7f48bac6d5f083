/** 粉丝: crowds, odd people, the search for a phone, scripts; in a browser. */
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser, openWindow, type Window } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const parrot = () => new Bot().on('message:text', (ctx) => ctx.message.Content)

async function openFollowers(url: string): Promise<Window> {
  const window = await openWindow(`${url}/`)
  await window.page.getByTestId('tab-followers').click()
  return window
}

describe('a crowd', () => {
  test('of 10,000 is generated, scrolled through, searched, and one of them talks', async () => {
    await using stage = await openStage(parrot())
    await using window = await openFollowers(stage.simulator.url)
    const { page } = window
    await page.getByTestId('generate-tags').fill('常客=12, 会员 4')
    await page.getByTestId('generate').click()
    await page.getByTestId('follower-count').getByText('10,001 人').waitFor()
    expect(stage.simulator.fans()).toHaveLength(10_001)
    const rows = page.getByTestId('follower')
    expect(await rows.count()).toBeLessThan(60)

    const list = page.getByTestId('follower-list')
    await list.evaluate((box) => box.scrollTo({ top: box.scrollHeight }))
    await page.locator('[data-testid="follower"][aria-posinset="10001"] .openid').waitFor()
    expect(await rows.count()).toBeLessThan(60)

    const someone = stage.simulator.fans()[9000]
    await page.getByTestId('search').fill(someone?.openid ?? '')
    await page.getByTestId('follower-count').getByText('10,001 人里找到 1 人').waitFor()
    await page.getByTestId(`open-${someone?.openid}`).click()
    await window.type(someone?.openid ?? '', '你好')
    expect(await chatOf(window.phone(someone?.openid ?? ''), 2)).toEqual(['你好', '你好'])

    // After a reload the phone is open again, though the window is sent only the first people.
    await page.reload()
    await window.phone(someone?.openid ?? '').waitFor()
    expect(await chatOf(window.phone(someone?.openid ?? ''), 2)).toEqual(['你好', '你好'])
    expect(window.complaints).toEqual([])
  })

  test('leaves the rail usable: some slots, and a search for everybody else', async () => {
    await using stage = await openStage(parrot())
    await stage.simulator.fetch(
      new Request('http://127.0.0.1/_sim/v1/followers', { method: 'POST', body: '{"count":10000}' }),
    )
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('find-phone').click()
    expect(await page.locator('.rail .slot').count()).toBeLessThanOrEqual(10)
    const someone = stage.simulator.fans()[7777]
    await page.getByTestId('find-phone-text').fill(someone?.openid.slice(3, 20) ?? '')
    await page
      .getByTestId('find-phone-list')
      .getByText(someone?.openid ?? '')
      .click()
    await window.phone(someone?.openid ?? '').waitFor()
    await page.getByTestId(`slot-${someone?.openid}`).waitFor()
    await page.getByTestId('add-phone').click()
    await page.locator('.phones .phone').nth(2).waitFor()
    expect(window.complaints).toEqual([])
  })

  test('is searched for whoever shall send a push once more', async () => {
    await using stage = await openStage(parrot())
    await stage.simulator.fetch(
      new Request('http://127.0.0.1/_sim/v1/followers', { method: 'POST', body: '{"count":10000}' }),
    )
    await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    const someone = stage.simulator.fans()[7777]
    await page.getByTestId('replay-as').click()
    const list = page.getByTestId('replay-as-list')
    await list.getByRole('button').nth(50).waitFor()
    await page.getByTestId('replay-as-more').click()
    await list.getByRole('button').nth(100).waitFor()
    await page.getByTestId('replay-as-text').fill(someone?.openid.slice(3, 20) ?? '')
    await list.getByText(someone?.openid ?? '').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByTestId('push-2').waitFor()
    expect(stage.simulator.pushes()[0]).toMatchObject({
      openid: someone?.openid,
      fields: { Content: '你好' },
    })
    expect(window.complaints).toEqual([])
  })

  test('or a script that cannot be is told in the form', async () => {
    await using stage = await openStage(parrot())
    await using window = await openFollowers(stage.simulator.url)
    await window.page.getByTestId('generate-tags').fill('这个名字实在太长了所以不行=5')
    await window.page.getByTestId('generate').click()
    await window.page.getByTestId('generate-problem').getByText('1 to 30 bytes').waitFor()
    await window.page.getByTestId('script-start').click()
    await window.page.getByTestId('script-problem').getByText('1 people fit, 500 are wanted').waitFor()
    expect(stage.simulator.fans()).toHaveLength(1)
  })
})

test('hostile names and remarks are text everywhere', async () => {
  await using stage = await openStage(parrot())
  await using window = await openFollowers(stage.simulator.url)
  const { page } = window
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.getByTestId('generate-count').fill('20')
  await page.getByTestId('generate').click()
  await page.getByTestId('follower-count').getByText('21 人').waitFor()
  const odd = stage.simulator.fans().filter(({ persona }) => persona !== undefined)
  expect(odd).toHaveLength(13)
  const markup = odd.find(({ persona }) => persona === 'markup')
  const escape = odd.find(({ persona }) => persona === 'escape')
  const rtl = odd.find(({ persona }) => persona === 'rtl')
  for (const fan of [markup, escape, rtl]) {
    const { openid = '', nickname = '' } = fan ?? {}
    const row = page.getByTestId('follower').filter({ hasText: openid })
    expect(await row.locator('b').textContent()).toBe(nickname)
    expect(await row.locator('.openid').getAttribute('aria-label')).toBe(`复制 ${nickname} 的 openid`)
    await page.getByTestId(`open-${openid}`).click()
    await window.type(openid, '<b onclick=alert(1)>粗</b>')
    await chatOf(window.phone(openid), 2)
  }
  // The push log, the rail, the search for a phone and the picker of web authorization show the name, too.
  await page.getByTestId('tab-pushes').click()
  await page.locator('.row .nick').first().waitFor()
  await page.getByTestId('find-phone').click()
  await page.getByTestId('find-phone-text').fill('<script>')
  await page
    .getByTestId('find-phone-list')
    .getByText(markup?.nickname ?? '')
    .waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('script:not([src]), img[src="x"], b[onclick]').count()).toBe(0)
  expect(dialogs).toEqual([])
  expect(window.complaints).toEqual([])
})

describe('a script', () => {
  test('100 of them reply 1 within 60 s: its progress is seen, and a jump finishes it', async () => {
    await using stage = await openStage(parrot())
    // A busy machine must not make pushes fail.
    stage.simulator.patchAccount({ switches: { pushTimeoutMs: 20_000 } })
    await using window = await openFollowers(stage.simulator.url)
    const { page } = window
    await page.getByTestId('generate-count').fill('200')
    // From whom nothing is pushed.
    await page.getByTestId('persona-blacklisted').click()
    await page.getByTestId('generate').click()
    await page.getByTestId('follower-count').getByText('201 人').waitFor()
    stage.simulator.clock.change({ paused: true })
    await page.getByTestId('script-count').fill('100')
    await page.getByTestId('script-start').click()
    const run = page.getByTestId('script-1')
    await run.getByText('运行中 0 / 100').waitFor()
    stage.simulator.clock.change({ advanceSeconds: 30 })
    await page.locator('[data-testid="script-1"] [role="progressbar"][aria-valuenow="50"]').waitFor()
    stage.simulator.clock.change({ advanceSeconds: 30 })
    await run.getByText('做完了 100 / 100').waitFor()
    await run.getByText('已回复 100').waitFor()
    expect(stage.simulator.pushes().filter(({ summary }) => summary === '1')).toHaveLength(100)
    expect(window.complaints).toEqual([])
  })

  test('is stopped, and is still there after a reload', async () => {
    await using stage = await openStage(parrot())
    await using window = await openFollowers(stage.simulator.url)
    const { page } = window
    stage.simulator.clock.change({ paused: true })
    await page.getByTestId('script-count').fill('')
    await page.getByTestId('script-times').fill('3')
    await page.getByTestId('script-start').click()
    await page.getByTestId('script-stop-1').click()
    await page.locator('[data-testid="script-1"][data-state="stopped"]').waitFor()
    await page.reload()
    await page.getByTestId('tab-followers').click()
    await page.getByTestId('script-1').getByText('已停止 0 / 3').waitFor()
    expect(window.complaints).toEqual([])
  })
})
