import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scanHtml } from '../src/articles/scan-html.ts'
import { addPicture, load, publish } from './support/library.ts'
import { createStage, type Stage } from './support/stage.ts'

/** The page of an article with this content. */
async function show(stage: Stage, content: string, members: object = {}) {
  const { urls } = await publish(stage, { content, ...members })
  return load(stage, urls[0] ?? '')
}

/** Between the tags of the content's own element. */
function shownContent(page: string): string {
  return /data-testid="article-content">([\s\S]*?)<\/div>\n/.exec(page)?.[1] ?? ''
}

test('a page shows title, author, account, date, cover and content', async () => {
  const stage = await createStage()
  const { text, headers } = await show(stage, '<h2>春茶</h2><p style="color:#07c160">到了</p>', {
    title: '新茶 <上市>',
    author: '阿哲',
    show_cover_pic: 1,
    content_source_url: 'https://example.com/tea?a=1&b=2',
  })
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toContain('<html lang="zh-CN">')
  expect(text).toContain('新茶 &lt;上市&gt;</h1>')
  expect(text).toContain('<span>阿哲</span>')
  expect(text).toContain('2026-01-01 08:00')
  expect(text).toMatch(/<div class="cover"><img src="\/mmbiz_png\/[\w-]+\/0" alt=""><\/div>/)
  expect(shownContent(text)).toBe('<h2>春茶</h2><p style="color:#07c160">到了</p>')
  expect(text).toContain(
    '<a href="https://example.com/tea?a=1&amp;b=2" rel="noopener noreferrer">阅读原文</a>',
  )
})

test('pictures of the content load from the simulator wherever it is reached', async () => {
  const stage = await createStage()
  const { url, mediaId } = await addPicture(stage)
  const { text } = await show(stage, `<p><img data-src="${url}" alt="茶"></p>`)
  expect(shownContent(text)).toBe(`<p><img src="/mmbiz_png/${mediaId}/0" alt="茶"></p>`)
})

describe('hostile content', () => {
  test('meets a policy without scripts, forms and addresses of others', async () => {
    const { headers } = await show(await createStage(), '<p>x</p>')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'none'")
    expect(policy).toContain('sandbox')
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.for<[string, string]>([
    ['<script>alert(1)</script>x', 'x'],
    ['<SCRIPT >alert(1)</SCRIPT\n>x', 'x'],
    ['<p onclick=alert(1)>x</p>', '<p>x</p>'],
    ['<svg><script>alert(1)</script></svg>x', 'x'],
    ['<svg/onload=alert(1)>x', 'x'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['<img src="https://example.com/a.png">x', 'x'],
    ['<a href="ftp://example.com/">x</a>', '<a>x</a>'],
    ['<a href="java&#115;cript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="https://example.com/?a=1&amp;b=2">x</a>', '<a href="https://example.com/?a=1&amp;b=2">x</a>'],
    ['<style>*{display:none}</style>x', 'x'],
    ['<p style="position: fixed; color: red">x</p>', '<p style=" color: red">x</p>'],
    ['<p style="background: url(https://example.com/a)">x</p>', '<p>x</p>'],
    ['<p style="color:red&quot;><b>">x</p>', '<p>x</p>'],
    ['</div></main>x', 'x'],
    ['<div><b>x', '<div><b>x</b></div>'],
    ['<!-- <b> -->x<!-- open', 'x'],
    ['1 < 2 &amp; 3 > 2', '1 &lt; 2 &amp; 3 &gt; 2'],
    ['<textarea></textarea><noscript><p title="</noscript><img src=x>">x', '"&gt;x'],
    ['<base href="https://example.com/"><meta http-equiv="refresh" content="0">x', 'x'],
    ['<form action="/"><input name="a"><button>x</button></form>', 'x'],
    ['<p title=\'a"b\' align="center" class="x">x</p>', '<p align="center">x</p>'],
  ])('%s', async ([content, shown]) => {
    const stage = await createStage()
    const { urls } = await publish(stage)
    replaceContent(stage, content)
    expect(shownContent((await load(stage, urls[0] ?? '')).text)).toBe(shown)
  })

  test('of any kind gives only tags and attributes that are harmless, opened and closed in pairs', async () => {
    const stage = await createStage()
    const { urls } = await publish(stage)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), async (parts) => {
        replaceContent(stage, parts.join(''))
        const { text } = await load(stage, urls[0] ?? '')
        expect(harmIn(shownContent(text))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

const PIECES =
  `< > " ' / = & ; <!-- --> <p <b> </b> <img src= x onerror= style=" href= javascript: <script> </script> <svg <a <table> 茶`.split(
    ' ',
  )

/** What must not be on a page: unknown tags and attributes, ends that close nothing, tags that stay open. */
function harmIn(content: string): string[] {
  const open: string[] = []
  const harm = scanHtml(content).flatMap((token) => {
    if (token.type === 'text') return []
    if (token.type === 'end') return open.pop() === token.name ? [] : [token.raw]
    if (token.name !== 'img') open.push(token.name)
    const names = token.attributes.map(({ name }) => name)
    const isKnown = ['p', 'b', 'a', 'table', 'img'].includes(token.name)
    return isKnown && names.every((name) => ['style', 'href', 'src', 'alt'].includes(name)) ? [] : [token.raw]
  })
  return [...harm, ...open]
}

/** Behind the checks of the API, as an imported state could bring it. */
function replaceContent({ sim }: Stage, content: string): void {
  const state = JSON.stringify(sim.exportState())
  sim.importState(
    JSON.parse(
      state.replaceAll(/"content":"(?:[^"\\]|\\.)*"/g, () => `"content":${JSON.stringify(content)}`),
    ),
  )
}

test('a read by a person of the account counts, by the phone or by name', async () => {
  const stage = await createStage()
  const { urls, msgDataId } = await publish(stage)
  const url = urls[0] ?? ''
  const reads = () =>
    JSON.stringify(stage.sim.exportState()['statistics']).match(/"type":"read"/g)?.length ?? 0
  await load(stage, url)
  await load(stage, `${url}?openid=nobody`)
  expect(reads()).toBe(0)
  await load(stage, `${url}?openid=${stage.fan.openid}&scene=1`)
  expect(JSON.stringify(stage.sim.exportState()['statistics'])).toContain(
    `"about":"${msgDataId}_1","scene":1`,
  )
  await load(stage, url, { cookie: `yingwu_fan=${stage.fan.openid}` })
  expect(reads()).toBe(2)
})

test('who has the article in the chat is taken to come from there', async () => {
  const stage = await createStage()
  const { articleId, urls, msgDataId } = await publish(stage)
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  await stage.api('/cgi-bin/message/custom/send', {
    touser: stage.fan.openid,
    msgtype: 'mpnewsarticle',
    mpnewsarticle: { article_id: articleId },
  })
  await load(stage, urls[0] ?? '', { cookie: `yingwu_fan=${stage.fan.openid}` })
  expect(JSON.stringify(stage.sim.exportState()['statistics'])).toContain(
    `"about":"${msgDataId}_1","scene":0`,
  )
})

test('what is deleted or never was says so', async () => {
  const stage = await createStage()
  const { articleId, urls } = await publish(stage)
  await stage.api('/cgi-bin/freepublish/delete', { article_id: articleId })
  const deleted = await load(stage, urls[0] ?? '')
  expect(deleted.text).toContain('该内容已被发布者删除')
  expect(deleted.text).not.toContain('周六上午十点')
  expect((await load(stage, 'http://simulator.test/s/nothing')).status).toBe(404)
  expect((await load(stage, 'http://simulator.test/s?tempkey=nothing&idx=1')).status).toBe(404)
  expect((await load(stage, 'http://simulator.test/mmbiz_png/nothing/0')).status).toBe(404)
})
