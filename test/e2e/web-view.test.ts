/** The phone's web view: its bar and menu, and articles with comments and shares. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeBrowser } from '../support/browser.ts'
import { openWebStage } from '../support/web-page.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

describe('a page', () => {
  test('has a bar with its title and a menu: refresh, copy, open outside, close; all by keyboard', async () => {
    await using s = await openWebStage()
    let loads = 0
    s.pages.set('/tea', '<!doctype html><title>茶</title><h1>今日茶单</h1>')
    s.page.on('response', (response) => {
      if (response.url() === `${s.pages.origin}/tea`) loads += 1
    })
    await s.window.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const frame = await s.open('/tea')
    expect(await frame.textContent('h1')).toBe('今日茶单')
    // Without the JS-SDK the phone knows no more than where the page is.
    const host = new URL(s.pages.origin).host
    expect(await s.phone.getByTestId('webview-title').textContent()).toBe(host)
    await s.phone.getByTestId('webview-more').focus()
    await s.page.keyboard.press('Enter')
    await s.phone.getByTestId('webview-copy').click()
    expect(await s.page.evaluate('navigator.clipboard.readText()')).toBe(`${s.pages.origin}/tea`)
    await s.phone.getByTestId('webview-more').click()
    await s.phone.getByTestId('webview-refresh').click()
    await until(() => loads === 2, 'the page is loaded again')
    await s.phone.getByTestId('webview-more').click()
    const popup = s.window.context.waitForEvent('page')
    await s.phone.getByTestId('webview-open').click()
    expect((await popup).url()).toBe(`${s.pages.origin}/tea`)
    await s.phone.getByTestId('webview-close').click()
    await s.phone.getByTestId('composer').waitFor()
    expect(s.window.complaints).toEqual([])
  })

  test('with the JS-SDK shows its own title, as text', async () => {
    await using s = await openWebStage()
    s.pages.set(
      '/tea',
      `<!doctype html><title>茶 &lt;img src=x onerror=alert(1)&gt;</title>
<script src="${s.simulator.url}/open/js/jweixin-1.2.0.js"></script>`,
    )
    await s.open('/tea')
    await until(
      async () => (await s.phone.getByTestId('webview-title').textContent())?.startsWith('茶'),
      'the title is known',
    )
    expect(await s.phone.getByTestId('webview-title').textContent()).toBe('茶 <img src=x onerror=alert(1)>')
    expect(await s.phone.locator('img[src="x"]').count()).toBe(0)
  })

  test('with the JS-SDK finds itself in WeChat; without, the browser’s own name stays', async () => {
    await using s = await openWebStage()
    s.pages.set('/plain', '<!doctype html><title>茶</title>')
    s.pages.set('/sdk', `<!doctype html><script src="${s.simulator.url}/open/js/jweixin-1.6.0.js"></script>`)
    const plain: unknown = await (await s.open('/plain')).evaluate('navigator.userAgent')
    await s.phone.getByTestId('webview-close').click()
    const worn: unknown = await (await s.open('/sdk')).evaluate('navigator.userAgent')
    expect(plain).not.toContain('MicroMessenger')
    expect(worn).toMatch(/^Mozilla\/5\.0 .* MicroMessenger\/8\.0\.50 NetType\/WIFI Language\/zh_CN$/)
  })

  test('that knows the dark follows the phone into it, whatever the system says', async () => {
    await using s = await openWebStage()
    // Playwright's own word on the scheme would stand above everything.
    await s.page.emulateMedia({ colorScheme: null })
    s.pages.set('/tea', '<!doctype html><meta name="color-scheme" content="light dark"><title>茶</title>')
    const frame = await s.open('/tea')
    const isDark = () => frame.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    expect(await isDark()).toBe(false)
    await s.page.getByTestId('theme').click()
    await until(async () => (await isDark()) === true, 'the page is dark')
  })
})

describe('an article from the chat', () => {
  async function openArticle(comments: { needOpenComment: 0 | 1; onlyFans: 0 | 1 }) {
    const s = await openWebStage()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const { api } = s.client
    const { media_id: thumb_media_id } = await api.material.add({
      type: 'image',
      media: { data: png, filename: '封面.png' },
    })
    const { media_id } = await api.draft.add({
      articles: [
        {
          title: '明前龙井到店了',
          content: '<p>今早六点，第一批明前茶送到了铺子里。</p>',
          digest: '每天只开二十壶',
          thumb_media_id,
          need_open_comment: comments.needOpenComment,
          only_fans_can_comment: comments.onlyFans,
        },
      ],
    })
    const { msg_data_id } = await api.mass.sendAll({
      filter: { is_to_all: true },
      mpnews: { media_id },
      msgtype: 'mpnews',
      send_ignore_reprint: 0,
    })
    await s.phone.getByRole('button', { name: '图文：明前龙井到店了' }).click()
    await s.phone.getByTestId('article-share').waitFor()
    return { s, msg_data_id: msg_data_id }
  }

  test('shows its title, takes a comment that the account can read, and is shared', async () => {
    const { s, msg_data_id } = await openArticle({ needOpenComment: 1, onlyFans: 0 })
    await using _ = s
    expect(await s.phone.getByTestId('webview-title').textContent()).toBe('明前龙井到店了')
    await s.phone.getByTestId('comment').fill('请给我留一壶 <b>谢谢</b>')
    await s.page.keyboard.press('Enter')
    await until(async () => (await s.phone.getByTestId('comment').inputValue()) === '', 'it is taken')
    const { comment } = await s.client.api.comment.list({
      msg_data_id: msg_data_id ?? '',
      index: 0,
      begin: 0,
      count: 10,
      type: 0,
    })
    expect(comment[0]).toMatchObject({ content: '请给我留一壶 <b>谢谢</b>', openid: s.openid })
    await s.phone.getByTestId('article-share').click()
    expect(await s.phone.getByTestId('share-card').textContent()).toContain('每天只开二十壶')
    await s.phone.getByTestId('sheet-send').click()
    await s.page.getByTestId('toast').getByText('已分享').waitFor()
  })

  test('is dark when the phone is', async () => {
    const { s } = await openArticle({ needOpenComment: 0, onlyFans: 0 })
    await using _ = s
    await s.page.emulateMedia({ colorScheme: null })
    const frame = await s.frameAt(`${s.simulator.url}/s/`)
    const ground = () => frame.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await ground()).toBe('rgb(255, 255, 255)')
    await s.page.getByTestId('theme').click()
    await until(async () => (await ground()) === 'rgb(25, 25, 25)', 'the paper is dark')
    expect(await frame.evaluate("getComputedStyle(document.querySelector('.content')).filter")).toContain(
      'invert',
    )
  })

  test('whose comments are closed has no box', async () => {
    const { s } = await openArticle({ needOpenComment: 0, onlyFans: 0 })
    await using _ = s
    expect(await s.phone.getByTestId('comment').count()).toBe(0)
  })
})
