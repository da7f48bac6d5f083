/** What the account can say is shown as WeChat shows it, and what a person can do is a touch away. */
import { afterAll, describe, expect, test } from 'vitest'
import { Bot, type ReplyContent, reply } from 'yingwu'
import { chatOf, closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The window on one phone, with a bot that answers every text with the same. */
async function openPhone(
  content: ReplyContent | ((text: string) => ReplyContent | undefined) = (text) => text,
) {
  const bot = new Bot().on('message:text', (ctx) =>
    typeof content === 'function' ? content(ctx.message.Content) : content,
  )
  const stage = await openStage(bot)
  const window = await openWindow(`${stage.simulator.url}/`)
  const phone = window.phone(stage.openid)
  await phone.getByTestId('composer').waitFor()
  return {
    ...stage,
    window,
    phone,
    page: window.page,
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
    },
  }
}

const upload = async (stage: Awaited<ReturnType<typeof openPhone>>) =>
  (await stage.client.api.media.upload({ type: 'image', media: { data: PNG, filename: '图.png' } }))
    .media_id ?? ''

describe('receives', () => {
  test('a picture that really loads, and opens large', async () => {
    let mediaId = ''
    await using s = await openPhone(() => reply.image(mediaId))
    mediaId = await upload(s)
    await s.window.type(s.openid, '图')
    const picture = s.phone.locator('[data-testid^="bubble-"] img, img[data-testid^="bubble-"]').last()
    await picture.waitFor()
    await until(
      () => picture.evaluate((image) => Reflect.get(image, 'naturalWidth') === 1),
      'the picture is loaded',
    )
    await picture.click()
    await s.page.getByTestId('viewer').waitFor()
    await s.page.keyboard.press('Escape')
    await s.page.getByTestId('viewer').waitFor({ state: 'detached' })
    expect(s.window.complaints).toEqual([])
  })

  test('a news card, which opens its page in the web view', async () => {
    await using s = await openPhone([
      { Title: '明前龙井到店了', Description: '先到先得', Url: 'http://127.0.0.1:9/tea' },
    ])
    await s.window.type(s.openid, '茶')
    await s.phone.getByRole('button', { name: '图文：明前龙井到店了' }).click()
    expect(await s.page.getByTestId('webview').getAttribute('src')).toContain(
      encodeURIComponent('http://127.0.0.1:9/tea'),
    )
    await s.page.getByTestId('webview-close').click()
    await s.phone.getByTestId('composer').waitFor()
  })

  test('music', async () => {
    await using s = await openPhone(
      reply.music({ Title: '茶歌', Description: '采茶姑娘', MusicUrl: 'http://127.0.0.1:9/a.mp3' }),
    )
    await s.window.type(s.openid, '歌')
    const [, card] = await chatOf(s.phone, 2)
    expect(card).toContain('茶歌')
    expect(card).toContain('采茶姑娘')
  })

  test('a link whose tap sends its text, with its id', async () => {
    const link = '<a href="weixin://bizmsgmenu?msgmenucontent=%E6%BB%A1%E6%84%8F&msgmenuid=101">满意</a>'
    await using s = await openPhone((text) => (text === '问' ? `您满意吗？${link}` : `收到 ${text}`))
    await s.window.type(s.openid, '问')
    await s.phone.getByText('满意', { exact: true }).last().click()
    expect((await chatOf(s.phone, 4)).slice(2)).toEqual(['满意', '收到 满意'])
    expect(s.simulator.pushes()[0]?.fields).toMatchObject({ Content: '满意', bizmsgmenuid: '101' })
  })

  test('customer-service messages with the agent’s name, a menu message, and the typing state', async () => {
    await using s = await openPhone('稍等')
    const { api } = s.client
    await api.kf.accountAdd({ kf_account: 'zhu@yingwu', nickname: '客服小竹' })
    await s.window.type(s.openid, '在吗')
    await chatOf(s.phone, 2)
    await api.message.customTyping({ touser: s.openid, command: 'Typing' })
    await s.phone.getByText('对方正在输入').waitFor()
    await api.message.customSend({
      touser: s.openid,
      msgtype: 'text',
      text: { content: '在的' },
      customservice: { kf_account: 'zhu@yingwu' },
    })
    await s.phone.getByText('客服小竹').waitFor()
    await api.message.customSend({
      touser: s.openid,
      msgtype: 'msgmenu',
      msgmenu: {
        head_content: '满意吗',
        list: [
          { id: '1', content: '满意' },
          { id: '2', content: '不满意' },
        ],
        tail_content: '谢谢',
      },
    })
    await s.phone.getByText('不满意').click()
    await chatOf(s.phone, 6)
    expect(s.simulator.pushes()[0]?.fields).toMatchObject({ Content: '不满意', bizmsgmenuid: '2' })
  })

  test('hostile names and texts as text', async () => {
    await using s = await openPhone()
    const [fan] = await s.simulator.addFans({ nickname: '<img src=x onerror=alert(1)>', follow: true })
    await s.page.getByTestId(`slot-${fan?.openid}`).click()
    await s.window.type(fan?.openid ?? '', '<script>alert(1)</script> <a href="javascript:alert(1)">点我</a>')
    await chatOf(s.window.phone(fan?.openid ?? ''), 2)
    expect(await s.page.locator('a[href^="javascript"], img[src="x"], main script').count()).toBe(0)
    expect(s.window.complaints).toEqual([])
  })
})

describe('sends', () => {
  test('a picture, a video, a place, a link, a file and a sticker from the panel behind +', async () => {
    await using s = await openPhone('收到')
    const send = async (item: string, ...then: string[]): Promise<void> => {
      if ((await s.page.getByTestId('more-panel').count()) === 0) await s.phone.getByTestId('more').click()
      await s.page.getByTestId(`more-${item}`).click()
      for (const step of then) await s.page.getByTestId(step).click()
    }
    await send('image', 'photo-sample')
    await send('camera', 'camera-video')
    await send('camera', 'camera-shortvideo')
    await send('location', 'sheet-send')
    await send('link', 'sheet-send')
    await send('file', 'sheet-send')
    await send('sticker')
    await chatOf(s.phone, 8)
    await s.simulator.idle()
    expect(
      s.simulator
        .pushes()
        .map(({ kind }) => kind)
        .toReversed(),
    ).toEqual(['image', 'video', 'shortvideo', 'location', 'link', 'file', 'text'])
  })

  test('a file of one’s own, whose bytes the account can fetch', async () => {
    await using s = await openPhone()
    await s.phone.getByTestId('more').click()
    await s.page.getByTestId('more-image').click()
    await s.page
      .getByTestId('photo-own-file')
      .setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer: PNG })
    await chatOf(s.phone, 1)
    await s.simulator.idle()
    const MediaId = String(s.simulator.pushes()[0]?.fields['MediaId'])
    const download = await s.client.api.media.get({ media_id: MediaId })
    expect('bytes' in download && Buffer.from(await download.bytes()).equals(PNG)).toBe(true)
  })

  test('with Enter, and a new line with Shift+Enter', async () => {
    await using s = await openPhone()
    const composer = s.phone.getByTestId('composer')
    await composer.fill('一')
    await composer.press('Shift+Enter')
    await composer.pressSequentially('二')
    await composer.press('Enter')
    await chatOf(s.phone, 2)
    expect(s.simulator.pushes()[0]?.fields['Content']).toBe('一\n二')
  })
})

describe('the menu', () => {
  test('appears when the account makes one; buttons push, links open, the keyboard is a touch away', async () => {
    await using s = await openPhone()
    await s.client.api.menu.create({
      button: [
        { type: 'click', name: '今日茶单', key: 'MENU_TODAY' },
        {
          name: '我的',
          sub_button: [
            { type: 'view', name: '会员中心', url: 'http://127.0.0.1:9/me' },
            { type: 'click', name: '联系客服', key: 'KF' },
          ],
        },
      ],
    })
    await s.phone.getByTestId('composer-toggle').waitFor()
    if ((await s.phone.getByTestId('menu-0').count()) === 0)
      await s.phone.getByTestId('composer-toggle').click()
    await s.phone.getByTestId('menu-0').click()
    await s.phone.getByTestId('menu-1').focus()
    await s.page.keyboard.press('Enter')
    await s.phone.getByTestId('submenu-1-0').click()
    expect(await s.page.getByTestId('webview').getAttribute('src')).toContain(
      encodeURIComponent('http://127.0.0.1:9/me'),
    )
    await s.page.getByTestId('webview-close').click()
    await s.simulator.idle()
    expect(s.simulator.pushes().map(({ kind, fields }) => `${kind} ${String(fields['EventKey'])}`)).toEqual([
      'event:VIEW http://127.0.0.1:9/me',
      'event:CLICK MENU_TODAY',
    ])
    await s.phone.getByTestId('composer-toggle').click()
    await s.phone.getByTestId('composer').waitFor()
  })
})
