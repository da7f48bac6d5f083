/** Smaller ways of the phone: into the account, to a voice or picture, past a sheet, and to what a button holds. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser } from '../support/browser.ts'
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

const loaded = (picture: Awaited<ReturnType<Phones['person']>>['phone']) =>
  until(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth') > 0), 'the picture is loaded')

describe('the account is found', () => {
  test('by a search of somebody whose list is empty; its profile has a picture', async () => {
    const { phone, id, push } = await s.person({ follow: false })
    await id('back').click()
    expect(await id('chat-list').locator('button').count()).toBe(0)
    await id('search-account').click()
    expect(await phone.locator('.profile .av').isVisible()).toBe(true)
    await id('follow').click()
    expect((await push('event:subscribe')).fields).toMatchObject({ EventKey: '' })
    await phone.getByRole('button', { name: '今天有什么茶？' }).click()
    expect(await chatOf(phone, 2)).toEqual(['今天有什么茶？', '今天有什么茶？'])
  })

  test('by its own code, by a ticket, and by a picture that is pasted', async () => {
    const { ticket } = await s.client.api.qrcode.create({
      action_name: 'QR_LIMIT_STR_SCENE',
      action_info: { scene: { scene_str: 'window' } },
    })
    const url = `${s.simulator.url}/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`
    const picture = Buffer.from(await (await fetch(url)).arrayBuffer()).toString('base64')
    const { id, push } = await s.person({ follow: false })
    const scanner = async () => {
      await id('back').click()
      await id('scan').click()
      await id('scan-code-window').waitFor()
    }
    await scanner()
    await id('scan-card').click()
    await id('follow').waitFor()
    expect(await id('scanned').count()).toBe(0)

    await scanner()
    await id('scan-text').fill(ticket)
    await id('scan-submit').click()
    await id('scanned').getByText('qrscene_window').waitFor()

    await scanner()
    await id('scan-picture').focus()
    await s.page.evaluate(
      `(() => {
        const data = new DataTransfer()
        const bytes = Uint8Array.from(atob('${picture}'), (c) => c.charCodeAt(0))
        data.items.add(new File([bytes], 'a.png', { type: 'image/png' }))
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      })()`,
    )
    await id('scanned').getByText('qrscene_window').waitFor()
    await id('follow').click()
    expect((await push('event:subscribe')).fields).toMatchObject({ EventKey: 'qrscene_window' })
  })
})

test('of a long chat the end is drawn, and what was earlier when asked', async () => {
  const { openid, phone, act } = await s.person()
  for (let n = 1; n <= 105; n += 1) await act({ type: 'text', content: `第 ${n} 句` })
  expect(s.simulator.messages(openid)).toHaveLength(210)
  await phone.getByText('第 105 句').last().waitFor()
  expect(await phone.getByText('第 1 句', { exact: true }).count()).toBe(0)
  await phone.locator('.earlier').click()
  await phone.getByText('第 1 句', { exact: true }).first().waitFor()
  await phone.locator('.earlier').waitFor({ state: 'detached' })
})

describe('a person sends', () => {
  test('a voice by keyboard, which Esc throws away', async () => {
    const { id, push, pushes } = await s.person()
    const { keyboard } = s.page
    const hold = async () => {
      await id('hold').focus()
      await keyboard.down(' ')
      await id('recording').getByText('1″').waitFor()
    }
    await id('voice').click()
    await hold()
    await keyboard.press('Escape')
    await keyboard.up(' ')
    await id('recording').waitFor({ state: 'detached' })
    expect(pushes().map(({ kind }) => kind)).toEqual(['event:subscribe'])
    await hold()
    await keyboard.up(' ')
    expect((await push('voice')).fields).toMatchObject({ Format: 'amr' })
  })

  test('a recording of one’s own, which the account can fetch', async () => {
    const { id, push } = await s.person()
    const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(320, 0x3c)])
    await id('voice').click()
    await id('voice-options').click()
    await id('voice-own-file').setInputFiles({ name: '我.amr', mimeType: 'audio/amr', buffer: amr })
    const { MediaId } = (await push('voice')).fields
    const file = await s.client.api.media.get({ media_id: String(MediaId) })
    expect('bytes' in file && Buffer.from(await file.bytes()).equals(amr)).toBe(true)
  })

  test('a picture whose PicUrl is the picture', async () => {
    const { id, push } = await s.person()
    await id('more').click()
    await id('more-image').click()
    await id('photo-own-file').setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer: PNG })
    const { PicUrl } = (await push('image')).fields
    const response = await fetch(String(PicUrl))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true)
  })
})

describe('a menu button', () => {
  /** Somebody whose menu has these buttons. */
  async function personWith(button: Parameters<typeof s.client.api.menu.create>[0]['button']) {
    await s.client.api.menu.create({ button })
    const one = await s.person()
    await one.id('menu-0').waitFor()
    return one
  }

  test('whose sheet is closed pushes nothing', async () => {
    const { id, pushes } = await personWith([
      { type: 'scancode_push', name: '扫码', key: 'SCAN' },
      { type: 'pic_weixin', name: '相册', key: 'ALBUM' },
      { type: 'location_select', name: '位置', key: 'PLACE' },
    ])
    for (const index of [0, 1, 2]) {
      await id(`menu-${index}`).click()
      await id('sheet').waitFor()
      await s.page.keyboard.press('Escape')
      await id('sheet').waitFor({ state: 'detached' })
    }
    await s.simulator.idle()
    expect(pushes().map(({ kind }) => kind)).toEqual(['event:subscribe'])
    await s.client.api.menu.delete()
  })

  test('of material sends or opens it, and the account hears nothing', async () => {
    const { api } = s.client
    const { media_id } = await api.material.add({ type: 'image', media: { data: PNG, filename: '图.png' } })
    const draft = await api.draft.add({
      articles: [{ title: '茶席课', content: '<p>周六</p>', thumb_media_id: media_id }],
    })
    const { publish_id } = await api.freepublish.submit({ media_id: draft.media_id })
    s.simulator.clock.change({ advanceSeconds: 5 })
    const { article_id = '' } = await api.freepublish.get({ publish_id })
    const { phone, id, pushes } = await personWith([
      { type: 'media_id', name: '门店', media_id },
      { type: 'article_id', name: '课程', article_id },
      { type: 'article_view_limited', name: '看课程', article_id },
    ])
    await id('menu-0').click()
    await loaded(phone.locator('.bubble.photo img'))
    await id('menu-1').click()
    await phone.getByRole('button', { name: '图文：茶席课' }).waitFor()
    await id('menu-2').click()
    const article = s.page.frameLocator('[data-testid=webview]')
    await article.getByRole('heading', { name: '茶席课' }).waitFor()
    expect(pushes().map(({ kind }) => kind)).toEqual(['event:subscribe'])
    await api.menu.delete()
  })
})
