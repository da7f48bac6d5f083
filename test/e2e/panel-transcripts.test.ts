/** 记录 in the panel: recorded by hand, replayed green on the same bot, with a visible difference on a changed one. */
import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

/** A bot whose words can be changed while it runs. */
function changeable() {
  const words = { hello: '你好，要点什么？' }
  const bot = new Bot().on('message:text', (ctx) =>
    ctx.message.Content === '你好' ? words.hello : undefined,
  )
  return { words, bot }
}

async function open({ bot }: { bot: Bot }) {
  const stage = await openStage(bot)
  const window = await openWindow(`${stage.simulator.url}/`)
  await window.page.getByTestId('tab-transcripts').click()
  return {
    stage,
    window,
    page: window.page,
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
    },
  }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Somebody writes on the phone while the panel records, and the recording gets a name. */
async function recordHello({ stage, window, page }: Opened): Promise<void> {
  await page.getByTestId('record-start').click()
  await page.getByTestId('record-stop').waitFor()
  await window.type(stage.openid, '你好')
  await window.phone(stage.openid).getByText('要点什么').waitFor()
  await window.type(stage.openid, '嗯')
  await window.phone(stage.openid).locator('[data-testid^="bubble-"]').nth(2).waitFor()
  await stage.simulator.idle()
  await page.getByTestId('record-name').fill('点单')
  await page.getByTestId('record-save').click()
  await page.getByTestId('step-2').waitFor()
}

describe('a transcript', () => {
  test('replays green on the same bot and shows the difference on a changed one', async () => {
    const changing = changeable()
    await using opened = await open(changing)
    const { page, window } = opened
    await page.getByText('还没有记录').waitFor()
    await recordHello(opened)
    expect(await page.getByTestId('step-1').textContent()).toContain('文本「你好，要点什么？」')
    expect(await page.getByTestId('step-2').textContent()).toContain('没有回复')

    await page.getByTestId('transcript-replay').click()
    await page.getByTestId('replay-outcome').getByText('与记录相同').waitFor()
    expect(await page.getByTestId('step-1').getAttribute('data-state')).toBe('passed')

    changing.words.hello = '您好，今天喝点什么？'
    await page.getByTestId('transcript-replay').click()
    await page.getByTestId('replay-outcome').getByText('1 步不同').waitFor()
    expect(await page.getByTestId('step-2').getAttribute('data-state')).toBe('passed')
    const diff = page.getByTestId('step-1').getByTestId('diff')
    expect(await diff.locator('.del').textContent()).toContain('- 文本「你好，要点什么？」')
    expect(await diff.locator('.add').textContent()).toContain('+ 文本「您好，今天喝点什么？」')

    await page.getByTestId('transcript-accept').click()
    await page.getByTestId('step-1').getByText('您好，今天喝点什么？').waitFor()
    await page.getByTestId('transcript-replay').click()
    await page.getByTestId('replay-outcome').getByText('与记录相同').waitFor()
    expect(window.complaints).toEqual([])
  })

  test('is downloaded as a file that another simulator takes', async () => {
    await using first = await open(changeable())
    await recordHello(first)
    const downloading = first.page.waitForEvent('download')
    await first.page.getByTestId('transcript-download').click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('点单.json')
    const buffer = await readFile(await download.path())

    await using second = await open(changeable())
    const { page } = second
    await page
      .getByTestId('transcript-upload')
      .setInputFiles({ name: '点单.json', mimeType: 'application/json', buffer })
    await page.getByTestId('transcript-点单').waitFor()
    await page.getByTestId('transcript-replay').click()
    await page.getByTestId('replay-outcome').getByText('与记录相同').waitFor()
    await page.getByTestId('transcript-drop').click()
    await page.getByText('还没有记录').waitFor()
  })

  test('has steps that need not be compared', async () => {
    const changing = changeable()
    await using opened = await open(changing)
    const { page } = opened
    await recordHello(opened)
    changing.words.hello = '换了'
    await page.getByTestId('step-1').hover()
    await page.getByTestId('step-ignore-1').click()
    await page.getByTestId('step-1').getByText('任何回复').waitFor()
    await page.getByTestId('transcript-replay').click()
    await page.getByTestId('replay-outcome').getByText('与记录相同').waitFor()
    expect(await page.getByTestId('step-1').getAttribute('data-state')).toBe('ignored')
  })

  test('is made of everything that is still known, without a recording, and of a real push log', async () => {
    await using opened = await open(changeable())
    const { page, stage } = opened
    await page.getByTestId('record-save').click()
    await page.getByText('Nobody has done anything').waitFor()
    await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
    await page.getByTestId('record-save').click()
    await page.getByTestId('step-1').waitFor()

    const body = `<xml><ToUserName>gh_0a1b2c3d4e5f</ToUserName><FromUserName>o7rTk1Gd0bQv5XmZyN8sLcWe2uHi</FromUserName><CreateTime>1795400000</CreateTime><MsgType>text</MsgType><Content>线上的话</Content><MsgId>1</MsgId></xml>`
    await page
      .getByTestId('transcript-upload')
      .setInputFiles({ name: 'push.log', mimeType: 'text/plain', buffer: Buffer.from(`10:00 ${body}`) })
    await page.getByTestId('transcript-push').waitFor()
    await page.getByTestId('steps').getByText('粉丝1').waitFor()
    expect(await page.getByTestId('step-1').textContent()).toContain('线上的话')
  })
})

test('how far a replay is shows at once in every window, and nobody asks for it', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const isHeld = { now: false }
  let heard = 0
  const bot = new Bot().on('message:text', async () => {
    if (!isHeld.now) return '好'
    heard += 1
    await gates[heard - 1]?.promise
    return '好'
  })
  await using opened = await open({ bot })
  const { page, stage } = opened
  for (const content of ['一', '二']) await stage.simulator.act(stage.openid, { type: 'text', content })
  await page.getByTestId('record-name').fill('两句')
  await page.getByTestId('record-save').click()
  await page.getByTestId('step-2').waitFor()
  await using other = await openWindow(`${stage.simulator.url}/`)
  await other.page.getByTestId('tab-transcripts').click()
  await other.page.getByTestId('step-2').waitFor()

  const asked: string[] = []
  for (const each of [page, other.page])
    each.on('request', (request) => asked.push(new URL(request.url()).pathname))
  isHeld.now = true
  await page.getByTestId('transcript-replay').click()
  const isAt = (done: number) =>
    Promise.all(
      [page, other.page].map((each) =>
        each.getByTestId('transcript').getByText(`正在重放 ${done}/2`).waitFor(),
      ),
    )
  await isAt(0)
  gates[0]?.resolve()
  await isAt(1)
  gates[1]?.resolve()
  await page.getByTestId('replay-outcome').getByText('与记录相同').waitFor()
  await other.page.getByTestId('transcript').getByText('正在重放').waitFor({ state: 'detached' })
  expect(asked.filter((path) => path.includes('transcripts'))).toEqual([])
})

test('a transcript that a program keeps appears in the list by itself', async () => {
  await using opened = await open(changeable())
  const { page, stage } = opened
  await page.getByText('还没有记录').waitFor()
  await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
  const transcript = stage.simulator.transcript('外来')
  await fetch(`${stage.simulator.url}/_sim/v1/transcripts/${encodeURIComponent('外来')}`, {
    method: 'PUT',
    body: JSON.stringify(transcript),
  })
  await page.getByTestId('transcript-外来').waitFor()
  expect(opened.window.complaints).toEqual([])
})

test('a message too many after the last step is a difference', async () => {
  let afterwards: ((openid: string) => Promise<unknown>) | undefined
  const bot = new Bot().on('message:text', ({ message }) => {
    if (afterwards) setTimeout(() => void afterwards?.(message.FromUserName), 20)
    return '好'
  })
  await using opened = await open({ bot })
  const { page, stage } = opened
  await stage.simulator.act(stage.openid, { type: 'text', content: '一' })
  await page.getByTestId('record-save').click()
  await page.getByTestId('transcript-replay').click()
  await page.getByTestId('replay-outcome').getByText('与记录相同').waitFor()
  const text = { content: '还有什么可以帮您？' }
  afterwards = (touser) => stage.client.api.message.customSend({ touser, msgtype: 'text', text })
  await page.getByTestId('transcript-replay').click()
  await page.getByTestId('replay-outcome').getByText('1 步不同').waitFor()
  const diff = page.getByTestId('step-1').getByTestId('diff')
  expect(await diff.locator('.add').textContent()).toContain('+ 文本「还有什么可以帮您？」 · 客服消息')
  expect(await diff.locator('.del').count()).toBe(0)
})

test('a push is copied as a test', async () => {
  await using stage = await openStage(changeable().bot)
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page, context } = window
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await window.type(stage.openid, '你好')
  await window.phone(stage.openid).getByText('要点什么').waitFor()
  await page.getByTestId('push-test').click()
  await page.getByText('已复制').waitFor()
  const code = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(code).toContain("import { startSimulator } from '@yingwu/simulator/testing'")
  expect(code).toContain("await fan.says('你好')")
  expect(code).toContain("{ type: 'text', content: '你好，要点什么？', via: 'reply' }")
})
