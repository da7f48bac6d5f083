/** The phone's pages around the chat: what the profile shows and sets, past articles, and codes in pictures. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { toQrPath } from '../../packages/simulator/ui/src/parts/qr-path.ts'
import { closeBrowser } from '../support/browser.ts'
import { openPhones, type Phones } from '../support/phones.ts'
import { until } from '../support/wait.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let s: Phones
beforeAll(async () => {
  s = await openPhones(new Bot().on('message:text', (ctx) => ctx.message.Content))
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  await closeBrowser()
})

describe('the profile', () => {
  test('shows name, 微信号, 认证, what the account is about and its menu, and is left by 发消息', async () => {
    await s.client.api.menu.create({
      button: [
        { type: 'click', name: '今日茶单', key: 'A' },
        { type: 'click', name: '到店', key: 'B' },
      ],
    })
    const { phone, id } = await s.person()
    await id('profile').click()
    const { name, alias, intro } = s.simulator.account()
    for (const text of [name, `微信号：${alias}`, intro, '已认证服务号'])
      await phone.getByText(text).first().waitFor()
    expect(await id('menu-preview').textContent()).toContain('今日茶单 · 到店')
    await id('message').click()
    await id('menu-0').waitFor()
    await s.client.api.menu.delete()
  })

  test('stops following after a question, and follows again as a first time', async () => {
    const { phone, id, push, pushes } = await s.person()
    await id('profile').click()
    await id('unfollow').click()
    await phone.getByRole('button', { name: '取消' }).click()
    expect(await id('unfollow').count()).toBe(1)
    await id('unfollow').click()
    await id('unfollow-confirm').click()
    await push('event:unsubscribe')
    await id('follow').click()
    await id('composer').waitFor()
    expect(pushes()[0]).toMatchObject({ kind: 'event:subscribe', MsgId: null, fields: { EventKey: '' } })
  })

  test('消息免打扰: new messages are a dot and no number', async () => {
    const { phone, id, act, openid } = await s.person()
    await act({ type: 'text', content: '在' })
    const say = (content: string) =>
      s.client.api.message.customSend({ touser: openid, msgtype: 'text', text: { content } })
    await id('profile').click()
    await id('mute').click()
    await id('message').click()
    await id('back').click()
    await say('到了')
    await id('row-account').getByRole('img', { name: '有未读' }).waitFor()
    expect(await phone.locator('.badge').count()).toBe(0)
    expect(await id('row-account').textContent()).toContain('到了')
  })

  test('提供位置信息: the position is reported each time the chat is entered', async () => {
    const { id, pushes } = await s.person()
    const reports = () => pushes().filter(({ kind }) => kind === 'event:LOCATION').length
    await id('profile').click()
    await id('share-location').click()
    expect(reports()).toBe(0)
    for (const times of [1, 2]) {
      await id('message').click()
      await until(() => reports() === times, `the position is reported ${times} times`)
      await id('profile').click()
    }
  })

  test('历史消息: everybody reads what the account has broadcast or published', async () => {
    const { id, phone } = await s.person({ follow: false })
    await id('history-open').click()
    await id('history').getByText('账号还没有群发或发布过文章').waitFor()
    const { api } = s.client
    const { media_id: thumb_media_id } = await api.material.add({
      type: 'image',
      media: { data: PNG, filename: '封面.png' },
    })
    const titles = ['明前龙井到店了', '桂花糕今天第一炉', '茶席课', '四', '五', '六', '七', '八']
    const { media_id } = await api.draft.add({
      articles: titles.map((title) => ({ title, content: '<p>今早六点。</p>', thumb_media_id })),
    })
    await api.mass.sendAll({
      filter: { is_to_all: true },
      mpnews: { media_id },
      msgtype: 'mpnews',
      send_ignore_reprint: 0,
    })
    await until(
      () => s.simulator.pushes().some(({ kind }) => kind === 'event:MASSSENDJOBFINISH'),
      'the broadcast is over',
    )
    await id('back').click()
    await id('history-open').getByText('8 篇').waitFor()
    await id('history-open').click()
    await phone.getByRole('button', { name: '桂花糕今天第一炉' }).click()
    const article = s.page.frameLocator('[data-testid=webview]')
    await article.getByRole('heading', { name: '桂花糕今天第一炉' }).waitFor()
    await article.getByText('今早六点。').waitFor()
  })

  test('a broadcast of eight articles is one card in the chat, led by its cover', async () => {
    const { openid, phone } = await s.person()
    const articles = Array.from({ length: 8 }, (_, index) => ({
      title: `第${index + 1}篇`,
      content: '<p>茶</p>',
      thumb_media_id: '',
    }))
    const { media_id: thumb_media_id } = await s.client.api.material.add({
      type: 'image',
      media: { data: PNG, filename: '封面.png' },
    })
    const { media_id } = await s.client.api.draft.add({
      articles: articles.map((article) => ({ ...article, thumb_media_id })),
    })
    await s.client.api.mass.send({
      touser: [openid, s.openid],
      mpnews: { media_id },
      msgtype: 'mpnews',
      send_ignore_reprint: 0,
    })
    await phone.locator('.news').waitFor()
    expect(await phone.locator('.news button').allTextContents()).toEqual(articles.map(({ title }) => title))
  })
})

describe('the scanner', () => {
  async function makeCode(scene_str: string): Promise<Buffer> {
    const { ticket } = await s.client.api.qrcode.create({
      action_name: 'QR_LIMIT_STR_SCENE',
      action_info: { scene: { scene_str } },
    })
    const response = await fetch(`${s.simulator.url}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`)
    return Buffer.from(await response.arrayBuffer())
  }

  test('reads a code of the account in a picture: the profile first, then subscribe with its scene', async () => {
    const picture = await makeCode('table_07')
    await makeCode('table_08')
    const { id, push } = await s.person({ follow: false })
    await id('back').click()
    await id('scan').click()
    await id('scan-code-table_08').waitFor()
    await id('scan-file').setInputFiles({ name: '码.png', mimeType: 'image/png', buffer: picture })
    await id('scanned').getByText('qrscene_table_07').waitFor()
    await id('follow').click()
    expect((await push('event:subscribe')).fields).toMatchObject({ EventKey: 'qrscene_table_07' })
  })

  test('takes a picture that is dropped on it; one without a code is said to have none', async () => {
    const picture = await makeCode('door')
    const { id, push } = await s.person()
    await id('back').click()
    await id('scan').click()
    await id('scan-code-door').waitFor()
    await drop(PNG)
    await s.page.getByTestId('toast').getByText('没有认出').waitFor()
    await drop(picture)
    expect((await push('event:SCAN')).fields).toMatchObject({ EventKey: 'door' })

    async function drop(bytes: Buffer): Promise<void> {
      const data = await s.page.evaluateHandle(
        `(() => {
          const data = new DataTransfer()
          const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0))
          data.items.add(new File([bytes], 'a.png', { type: 'image/png' }))
          return data
        })()`,
      )
      await id('scanner').dispatchEvent('drop', { dataTransfer: data })
    }
  })

  /** A code on a poster: crooked, small, with other things around it, and black on nothing. */
  function toPoster(text: string): Buffer {
    const { path, size } = toQrPath(text)
    return Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700"><rect x="40" y="40" width="500" height="90" fill="#486"/><g transform="translate(420 260) rotate(14) scale(${260 / size})"><path d="${path}"/></g></svg>`,
    )
  }

  test('reads anybody’s code, on a crooked poster', async () => {
    const { id, push } = await s.person()
    await id('back').click()
    await id('scan').click()
    const poster = { name: '海报.svg', mimeType: 'image/svg+xml', buffer: toPoster('九号桌 by the window') }
    await id('scan-file').setInputFiles(poster)
    expect((await push('event:SCAN')).fields).toMatchObject({ EventKey: '九号桌 by the window' })
  })

  test('comes with the window only when somebody scans', async () => {
    const loaded = () =>
      s.page.evaluate(
        `performance.getEntriesByType('resource').filter(({ name }) => /decode/.test(name)).length`,
      )
    const { id } = await s.person()
    expect(await loaded()).toBe(0)
    await id('back').click()
    await id('scan').click()
    await id('scan-file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG })
    await s.page.getByTestId('toast').getByText('没有认出').waitFor()
    expect(await loaded()).toBe(1)
  })

  test('opens a page for an address', async () => {
    const { id } = await s.person()
    await id('back').click()
    await id('scan').click()
    await id('scan-text').fill('http://127.0.0.1:9/me')
    await id('scan-submit').click()
    expect(await id('webview').getAttribute('src')).toContain(encodeURIComponent('http://127.0.0.1:9/me'))
  })
})
