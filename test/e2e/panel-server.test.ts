/** 服务器配置: the wizard shows which step failed, with the bytes that came back and the reason in words. */
import { createServer, type RequestListener } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

type Answer = (echostr: string, response: Parameters<RequestListener>[1]) => void

async function openServer(answer: Answer) {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '', 'http://x').searchParams.get('echostr') ?? '', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/wechat`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Mistake {
  answer: Answer
  /** What the step says, and how the bytes begin. */
  words: RegExp
  bytes: RegExp
}

const MISTAKES: readonly Mistake[] = [
  { answer: (echo, res) => res.end(`\uFEFF${echo}`), words: /BOM/, bytes: /^ef bb bf/ },
  { answer: (echo, res) => res.end(JSON.stringify(echo)), words: /引号/, bytes: /^22 / },
  { answer: (_, res) => res.end('<!doctype html><title>登录</title>'), words: /HTML|网页/, bytes: /^3c 21/ },
  { answer: (echo, res) => res.end(`${echo}\n`), words: /换行/, bytes: / 0a$/ },
  { answer: (echo, res) => res.end(String(Number(echo))), words: /2\^53/, bytes: /^3\d / },
  {
    answer: (_, res) => res.writeHead(302, { location: '/login' }).end('moved'),
    words: /\/login/,
    bytes: /^6d 6f/,
  },
  { answer: (_, res) => res.writeHead(403).end('signature'), words: /403/, bytes: /^73 69/ },
  { answer: (_, res) => res.destroy(), words: /无法连接/, bytes: /^$/ },
]

describe('a server that fails the verification', () => {
  test('is told apart by what it sent', async () => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    const before = stage.simulator.account().callback
    await page.getByTestId('tab-account').click()
    await page.getByTestId('callback-edit').click()
    const dialog = page.getByRole('dialog')
    for (const { answer, words, bytes } of MISTAKES) {
      await using server = await openServer(answer)
      await page.getByTestId('server-url').fill(server.url)
      await page.getByTestId('server-submit').click()
      const failed = dialog.locator('.steps .bad', { hasText: words })
      await failed.waitFor()
      expect(await dialog.getByTestId('verification').textContent()).toContain('失败')
      const lines = await failed.locator('.hex > div:nth-child(odd)').allTextContents()
      // Behind the offset of four digits.
      expect(lines.map((line) => line.slice(4)).join(' ')).toMatch(bytes)
    }
    expect(stage.simulator.account().callback).toEqual(before)
    expect(window.complaints).toEqual([])
  })

  test('that is mended is saved, and the account tab shows every step ticked', async () => {
    await using stage = await openStage(new Bot())
    await using server = await openServer((echo, response) => response.end(echo))
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-account').click()
    await page.getByTestId('callback-edit').click()
    await page.getByTestId('server-mode-plain').click()
    await page.getByTestId('server-url').fill(server.url)
    await page.getByTestId('server-submit').click()
    await page.getByRole('dialog').locator('.steps .ok').nth(3).waitFor()
    expect(stage.simulator.account().callback).toMatchObject({
      url: server.url,
      mode: 'plain',
      enabled: true,
    })
  })
})
