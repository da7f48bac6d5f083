/** `yingwu simulator` keeps what happened: after it was ended, the window of the next run shows the same chat. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fan } from '@yingwu/simulator'
import { afterAll, expect, test } from 'vitest'
import { chatOf, closeBrowser, openWindow } from '../support/browser.ts'
import { getJson, startProgram } from '../support/program.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

test('what was said and set is there again in the next run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-kept-'))
  const env = {
    SIMULATOR_STATE: join(folder, 'state.json'),
    WECHAT_APP_ID: 'wx00000000abcdef01',
    WECHAT_APP_SECRET: 'a'.repeat(32),
  }
  const open = async () => {
    const program = await startProgram('simulator', env)
    await until(() => program.output().includes('AppID'), 'the simulator is up')
    const url = `http://127.0.0.1:${program.simulatorPort}`
    const [fan] = await getJson<Fan[]>(`${url}/_sim/v1/fans`)
    const window = await openWindow(`${url}/`)
    // Before the story's own time is up, so that a failure says what it waited for.
    window.page.setDefaultTimeout(8_000)
    return { program, window, openid: fan?.openid ?? '' }
  }
  const first = await open()
  await first.window.type(first.openid, '明天见')
  await chatOf(first.window.phone(first.openid), 1)
  await first.window.page.getByTestId('tab-account').click()
  await first.window.page.getByTestId('choice-noticeWording').selectOption('manual')
  await first.window.page.getByTestId('switch-undo-noticeWording').waitFor()
  expect(await first.program.stop()).toBe(0)
  await first.window[Symbol.asyncDispose]()

  const second = await open()
  await using _ = second.program
  await using window = second.window
  expect(await chatOf(window.phone(second.openid), 1)).toEqual(['明天见'])
  await window.page.getByTestId('tab-account').click()
  await window.page.getByTestId('switch-undo-noticeWording').waitFor()
  rmSync(folder, { recursive: true })
})
