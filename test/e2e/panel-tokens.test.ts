/** Tokens in all their states, and the calls that carry them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow, type Window } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
let window: Window
beforeAll(async () => {
  stage = await openStage(new Bot())
  window = await openWindow(`${stage.simulator.url}/`)
  window.page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await window[Symbol.asyncDispose]()
  await stage[Symbol.asyncDispose]()
  await closeBrowser()
})

const id = (testId: string) => window.page.getByTestId(testId)

/** An access_token by the older call or the stable one. */
async function fetchToken(way: 'token' | 'stable_token'): Promise<string> {
  const { appid, secret } = stage.simulator.account()
  const fields = { grant_type: 'client_credential', appid, secret }
  const { url } = stage.simulator
  const answer =
    way === 'token'
      ? await fetch(`${url}/cgi-bin/token?${new URLSearchParams(fields).toString()}`)
      : await fetch(`${url}/cgi-bin/stable_token`, { method: 'POST', body: JSON.stringify(fields) })
  return /"access_token":"([^"]+)"/.exec(await answer.text())?.[1] ?? ''
}

test('the old token lives on for five minutes beside the new one, then it is gone', async () => {
  await id('tab-tokens').click()
  const old = await fetchToken('token')
  const current = await fetchToken('token')
  const overlapping = id('token-overlapping')
  await overlapping.getByText(/^(5:00|4:\d\d)$/).waitFor()
  expect(await overlapping.locator('code').getAttribute('title')).toBe(old)
  expect(await id('token-current').locator('code').getAttribute('title')).toBe(current)
  stage.simulator.clock.change({ advanceSeconds: 301 })
  await overlapping.waitFor({ state: 'detached' })
})

test('the stable token is one of its own, and tickets are listed with what they are for', async () => {
  const stable = await fetchToken('stable_token')
  await id('token-current').getByText('cgi-bin/stable_token').waitFor()
  expect(await fetchToken('stable_token')).toBe(stable)
  const { ticket } = await stage.client.api.ticket.get({ type: 'jsapi' })
  const line = window.page.locator('.tok').filter({ has: window.page.locator(`code[title="${ticket}"]`) })
  await line.getByText('jsapi').waitFor()
  await line.getByText(/^(2:00:00|1:59:\d\d)$/).waitFor()
})

test('AppID and secret are copied', async () => {
  await window.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { appid, secret } = stage.simulator.account()
  for (const [block, value] of [
    ['appid-value', appid],
    ['secret-value', secret],
  ] as const) {
    await id(block).locator('..').getByRole('button', { name: '复制' }).click()
    expect(await window.page.evaluate('navigator.clipboard.readText()')).toBe(value)
  }
  expect(await id('secret-value').textContent()).not.toContain(secret)
})

test('a call shows who made it, with which token in short, what was asked and answered; its rid finds it', async () => {
  const token = await fetchToken('token')
  const { url } = stage.simulator
  const answer = await fetch(`${url}/cgi-bin/user/info?access_token=${token}&openid=o_nobody`)
  const rid = /rid: ([\w-]+)/.exec(await answer.text())?.[1] ?? '?'
  await fetch(`${url}/cgi-bin/user/get?access_token=${token}`)
  await id('tab-calls').click()
  await id('search').fill(rid)
  const rows = window.page.locator('.calls [role="option"]')
  await expect.poll(() => rows.count()).toBe(1)
  await rows.filter({ hasText: '/cgi-bin/user/info' }).waitFor()
  await id('call-detail').getByText('127.0.0.1').waitFor()
  // Enough of it to be known again, and too little to be used.
  await id('call-request').getByText(token.slice(0, 5)).waitFor()
  expect(await id('call-request').textContent()).not.toContain(token)
  await id('call-response').getByText(rid).waitFor()
  expect(window.complaints).toEqual([])
})
