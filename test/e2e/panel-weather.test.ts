/** Bad weather and the way back: fault rules, replays, snapshots and files of the whole state. */
import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

const parrot = () => new Bot().on('message:text', (ctx) => ctx.message.Content)

describe('faults', () => {
  test('a preset is one click, its hits are counted live, another click takes it away', async () => {
    await using stage = await openStage(parrot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-faults').click()
    await page.getByText('没有故障').waitFor()
    await page.getByTestId('preset-badFriday').click()
    await page.getByTestId('fault-hits-badFriday-4').getByText('命中 0').waitFor()
    await fetch(`${stage.simulator.url}/cgi-bin/user/get?access_token=x`)
    await page.getByTestId('fault-hits-badFriday-4').getByText('命中 1').waitFor()
    await page.getByTestId('preset-badFriday').click()
    await page.getByText('没有故障').waitFor()
    expect(window.complaints).toEqual([])
  })

  test('MarkFail is seen in the push log and on the account tab, where it is lifted', async () => {
    await using stage = await openStage(parrot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-account').click()
    await page.getByTestId('number-markFailAfter').fill('5')
    await page.getByTestId('number-markFailAfter').press('Enter')
    await page.getByText('推送正常，连续失败 0 次').waitFor()
    await page.getByTestId('mark-fail-mark').click()
    await page.getByText(/已屏蔽，还剩/).waitFor()
    await window.type(stage.openid, '你好')
    await window.phone(stage.openid).getByText('该公众号提供的服务出现故障').waitFor()
    await page.getByTestId('tab-pushes').click()
    await page.getByTestId('push-1').getByText('MarkFail 自动屏蔽').waitFor()
    await page
      .getByTestId('explanation')
      .getByText(/服务器接连失败/)
      .waitFor()
    await page.getByTestId('tab-account').click()
    await page.getByTestId('mark-fail-lift').click()
    await page.getByTestId('mark-fail-mark').waitFor()
    await window.type(stage.openid, '春茶')
    expect(await chatOf(window.phone(stage.openid), 4)).toContain('春茶')
    expect(window.complaints).toEqual([])
  })

  test('a rule is added, edited, switched off and deleted', async () => {
    await using stage = await openStage(parrot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    const errcode = async () => {
      const answer = await fetch(`${stage.simulator.url}/cgi-bin/user/get?access_token=x`)
      return /"errcode":\s*(-?\d+)/.exec(await answer.text())?.[1]
    }
    await page.getByTestId('tab-faults').click()
    await page.getByTestId('fault-add').click()
    await page.getByTestId('fault-api').click()
    await page.getByTestId('fault-match').fill('/cgi-bin/user')
    await page.getByTestId('fault-effect').selectOption('error')
    await page.getByTestId('fault-errcode').fill('45009')
    await page.getByTestId('fault-times').fill('1')
    await page.getByTestId('fault-save').click()
    await page.getByText('接口 /cgi-bin/user：返回 45009').waitFor()
    expect(await errcode()).toBe('45009')
    await page.getByText('已用完 1').waitFor()
    await page.getByRole('button', { name: '改规则' }).click()
    await page.getByTestId('fault-times').fill('')
    await page.getByTestId('fault-save').click()
    await page.getByText('不限次数').waitFor()
    expect(await errcode()).toBe('45009')
    await page.getByTestId('fault-rules').getByRole('switch').click()
    await page.locator('.faults [role="switch"][aria-checked="false"]').waitFor()
    expect(await errcode()).toBe('40014')
    await page.getByRole('button', { name: '删除规则' }).click()
    await page.getByText('没有故障').waitFor()
  })
})

describe('a push of the log', () => {
  test('is replayed with the same MsgId, edited, and in the name of another person', async () => {
    await using stage = await openStage(parrot())
    const [other] = await stage.simulator.addFans({ nickname: '老周', follow: true })
    await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('push-2').click()
    await page.getByTestId('replay').click()
    await page.getByTestId('push-3').getByText('↻ #2').waitFor()
    await page.getByTestId('push-2').click()
    await page.keyboard.press('e')
    await page.getByTestId('replay-Content').fill('春茶')
    await page.getByTestId('msgid-new').click()
    await page.getByTestId('replay-send').click()
    await page.getByTestId('push-4').getByText('春茶').waitFor()
    // Anybody, by a search, and by keys alone.
    await page.getByTestId('push-4').click()
    await page.keyboard.press('u')
    await page.getByTestId('replay-as-text').fill('老周')
    await page.getByTestId('replay-as-list').getByText('老周').waitFor()
    await until(async () => (await page.locator('.pickperson li').count()) === 1, 'he alone is found')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByTestId('push-5').getByText('老周').waitFor()
    await page.locator('[data-testid="push-5"][data-outcome="replied"]').waitFor()
    // Newest first: the other person's, the edited one, the plain replay, the message itself.
    const [byOther, edited, again, first] = stage.simulator.pushes()
    expect(again?.MsgId).toBe(first?.MsgId)
    expect(edited?.MsgId).not.toBe(first?.MsgId)
    expect(byOther).toMatchObject({ openid: other?.openid, fields: { Content: '春茶' } })
  })
})

describe('the state', () => {
  test('a snapshot brings back what was, and keeps what is', async () => {
    await using stage = await openStage(parrot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-state').click()
    await page.getByTestId('snapshot-name').fill('刚开张')
    await page.getByTestId('snapshot-save').click()
    await page.getByTestId('snapshots').getByText('刚开张').waitFor()
    await window.type(stage.openid, '春茶')
    await chatOf(window.phone(stage.openid), 2)
    await page.getByText('恢复', { exact: true }).click()
    await window.phone(stage.openid).getByText('春茶').first().waitFor({ state: 'detached' })
    expect(stage.simulator.messages(stage.openid)).toEqual([])
    await page.getByText('“刚开张”之前').waitFor()
    await page.getByText('恢复', { exact: true }).first().click()
    expect(await chatOf(window.phone(stage.openid), 2)).toEqual(['春茶', '春茶'])
  })

  test('of one account goes back to its start, with a snapshot of what was', async () => {
    await using stage = await openStage(parrot())
    await stage.simulator.act(stage.openid, { type: 'text', content: '春茶' })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-state').click()
    const download = page.waitForEvent('download')
    await page.getByTestId('state-export-one').click()
    const document = JSON.parse(await readFile(await (await download).path(), 'utf8'))
    expect(document).toMatchObject({ accounts: [{ appid: stage.simulator.account().appid }] })
    await page.getByTestId('state-reset-one').click()
    await page.getByTestId('snapshots').getByText('只重置账号').waitFor()
    expect(stage.simulator.messages(stage.openid)).toEqual([])
    expect(stage.simulator.account().callback).not.toBeNull()
  })

  test('of the account comes back from a snapshot or a file, and the clock stays', async () => {
    await using stage = await openStage(parrot())
    const { simulator, openid } = stage
    await simulator.act(openid, { type: 'text', content: '春茶' })
    await using window = await openWindow(`${simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-state').click()
    await page.getByTestId('snapshot-name').fill('一句')
    await page.getByTestId('snapshot-save').click()
    const download = page.waitForEvent('download')
    await page.getByTestId('state-export-one').click()
    const buffer = await readFile(await (await download).path())
    await simulator.act(openid, { type: 'text', content: '后来' })
    simulator.clock.change({ advanceSeconds: 7200 })

    await page.getByTestId('restore-one').check()
    await page.getByTestId('snapshot-restore-1').click()
    await page.getByText('“一句”之前').waitFor()
    expect(simulator.messages(openid)).toHaveLength(2)
    expect(simulator.clock.state().aheadMs).toBeGreaterThan(7_000_000)

    await simulator.act(openid, { type: 'text', content: '再后来' })
    const upload = (file: Buffer) =>
      page
        .getByTestId('state-import-one')
        .setInputFiles({ name: 'account.json', mimeType: 'application/json', buffer: file })
    await upload(buffer)
    await page.getByText('“account.json”之前').waitFor()
    expect(simulator.messages(openid)).toHaveLength(2)
    expect(simulator.clock.state().aheadMs).toBeGreaterThan(7_000_000)

    const { appid } = simulator.account()
    await upload(Buffer.from(buffer.toString().replaceAll(appid, 'wx00000000c0ffee00')))
    await page
      .getByTestId('state-problem')
      .getByText(/wx00000000c0ffee00, not of/)
      .waitFor()
    expect(simulator.account().appid).toBe(appid)
  })

  test('is exported to a file and imported again; a wrong file is explained and changes nothing', async () => {
    await using stage = await openStage(parrot())
    await stage.simulator.act(stage.openid, { type: 'text', content: '春茶' })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-state').click()
    const download = page.waitForEvent('download')
    await page.getByTestId('state-export').click()
    const file = await (await download).path()
    const document = JSON.parse(await readFile(file, 'utf8'))
    await stage.simulator.act(stage.openid, { type: 'text', content: '后来' })
    const upload = (text: string) =>
      page
        .getByTestId('state-import')
        .setInputFiles({ name: 'state.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await upload(JSON.stringify({ ...document, accounts: [{ appid: 'wx1' }] }))
    await page
      .getByTestId('state-problem')
      .getByText(/accounts\[0\]\.appid/)
      .waitFor()
    expect(stage.simulator.messages(stage.openid)).toHaveLength(4)
    await upload(JSON.stringify(document))
    await page.getByTestId('state-problem').waitFor({ state: 'detached' })
    await window.phone(stage.openid).getByText('后来').first().waitFor({ state: 'detached' })
    expect(stage.simulator.messages(stage.openid)).toHaveLength(2)
  })
})

test.each([360, 1280])('no tab overflows at %i px, in both languages', async (width) => {
  await using stage = await openStage(parrot())
  await stage.client.token()
  await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
  await using window = await openWindow(`${stage.simulator.url}/`, { width, height: 740 })
  const { page } = window
  if (width < 820) await page.getByTestId('panel-toggle').click()
  for (const language of ['zh', 'en']) {
    await page.getByTestId(`lang-${language}`).click()
    for (const tab of ['pushes', 'calls', 'tokens', 'faults', 'account', 'state']) {
      await page.getByTestId(`tab-${tab}`).click()
      if (tab === 'faults' && language === 'zh') await page.getByTestId('preset-campaignBurst').click()
      await page.locator(`#panel-${tab}`).waitFor()
      const overflow = await page.evaluate(
        `Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('.tabpage, .detail, .blk')].map((box) => box.scrollWidth - box.clientWidth))`,
      )
      expect(overflow, `${tab} in ${language}`).toBeLessThanOrEqual(0)
    }
  }
})
