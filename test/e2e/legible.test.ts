/** Every tab, dialog and page of the phone can be read, by day and by night. */
import { afterAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { tooFaint } from '../support/legible.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const MINUTES = 2 * 60_000

test.each(['light', 'dark'])(
  'in the %s',
  async (theme) => {
    await using stage = await openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))
    await stage.client.api.menu.create({
      button: [
        { type: 'click', name: '茶单', key: 'TEA' },
        { name: '茶铺', sub_button: [{ type: 'view', name: '路线', url: 'http://127.0.0.1:9/' }] },
      ],
    })
    for (const type of ['sticker', 'contact', 'file', 'link', 'location', 'voice'] as const)
      await stage.simulator.act(stage.openid, { type })
    await using window = await openWindow(`${stage.simulator.url}/`, { width: 1440, height: 900 })
    const { page } = window
    const phone = window.phone(stage.openid)
    if (theme === 'dark') await page.getByTestId('theme').click()
    const faint: string[] = []

    /** Does something, waits for what comes of it, and reads. */
    async function look(where: string, testId: string, ...clicks: string[]): Promise<void> {
      for (const click of clicks) await page.getByTestId(click).first().click()
      await page.getByTestId(testId).first().waitFor()
      // Sheets and menus fade in.
      await page.evaluate(
        'Promise.all(document.getAnimations().map((one) => (one.effect?.getTiming().iterations === Infinity ? one.cancel() : one.finish())))',
      )
      for (const line of await tooFaint(page)) faint.push(`${where}: ${line}`)
    }
    const leave = () => page.keyboard.press('Escape')

    await look('chat', 'menu-0')
    await look('submenu', 'submenu-1-0', 'menu-1')
    await leave()
    await phone.locator('[data-bar-toggle]').click()
    await look('more', 'more-panel', 'more')
    for (const item of ['image', 'camera', 'location', 'link', 'file', 'contact']) {
      await look(item, 'sheet', `more-${item}`)
      await phone.getByText('取消', { exact: true }).click()
    }
    await look('profile', 'message', 'profile')
    await look('list', 'chat-list', 'message', 'back')
    await look('scanner', 'scan-text', 'scan')

    const panels: readonly [testId: string, ...clicks: string[]][] = [
      ['push-1', 'tab-pushes'],
      ['replay-send', 'push-1', 'replay-edit'],
      ['call-1', 'tab-calls'],
      ['generate-count', 'tab-followers'],
      ['record-name', 'tab-transcripts'],
      ['ip-entry', 'tab-tokens'],
      ['fault-add', 'tab-faults'],
      ['fault-match', 'fault-add'],
      ['kind-subscription', 'tab-account'],
      ['kind-change', 'kind-subscription'],
      ['test-right-template.send', 'account-test', 'make-sandbox'],
      ['health', 'tab-health'],
      ['snapshot-name', 'tab-state'],
      ['reset-confirm', 'reset'],
      ['server-url', 'connection'],
      ['single-keys', 'phone-settings', 'shortcuts'],
    ]
    for (const [testId, ...clicks] of panels) {
      await look(clicks.join(' '), testId, ...clicks)
      if ((await page.getByRole('dialog').count()) > 0) await leave()
    }
    expect(faint).toEqual([])
  },
  MINUTES,
)
