/** The chat as WeChat people know it: what one can say, hold, press and tap, and what the platform says in grey. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser } from '../support/browser.ts'
import { openPhones, type Phones } from '../support/phones.ts'
import { until } from '../support/wait.ts'

let s: Phones
beforeAll(async () => {
  s = await openPhones(new Bot().on('message:text', (ctx) => ctx.message.Content))
  await s.window.context.grantPermissions(['clipboard-read', 'clipboard-write'])
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  await closeBrowser()
})

/** Until the end of the story. */
async function putFaults(faults: object[]) {
  const headers = { 'Content-Type': 'application/json' }
  const put = (list: object[]) =>
    fetch(`${s.simulator.url}/_sim/v1/faults`, { method: 'PUT', headers, body: JSON.stringify(list) })
  await put(faults)
  return { [Symbol.asyncDispose]: async () => void (await put([])) }
}

const clipboard = () => s.page.evaluate('navigator.clipboard.readText()')

describe('voice', () => {
  test('is spoken by holding, by mouse or keyboard; moving up throws it away', async () => {
    const { phone, id, push, pushes } = await s.person()
    await id('voice').click()
    await id('hold').hover()
    await s.page.mouse.down()
    await id('recording').waitFor()
    await until(
      async () => (await id('recording').textContent())?.includes('1″'),
      'a second has been recorded',
    )
    await s.page.mouse.up()
    expect((await push('voice')).fields).toMatchObject({
      Format: 'amr',
      Recognition: '明天下午三点还有位置吗',
    })
    expect(await chatOf(phone, 1)).toEqual([expect.stringContaining('″')])

    await id('hold').hover()
    await s.page.mouse.down()
    await s.page.mouse.move(300, 300)
    await id('recording').getByText('松开 取消').waitFor()
    await s.page.mouse.up()
    await id('recording').waitFor({ state: 'detached' })
    expect(pushes().filter(({ kind }) => kind === 'voice')).toHaveLength(1)
  })

  test('has a recognition that can be changed or left out, a length and a format', async () => {
    const { id, push, pushes } = await s.person()
    await id('voice').click()
    await id('voice-options').click()
    await id('voice-recognised').uncheck()
    await id('voice-seconds').fill('7')
    await id('voice-format').selectOption('speex')
    await id('sheet-send').click()
    expect((await push('voice')).fields).toMatchObject({ Format: 'speex', Recognition: '' })
    await id('voice-options').click()
    await id('voice-recognised').check()
    await id('voice-recognition').fill('两位，靠窗')
    await id('sheet-send').click()
    await until(() => pushes()[0]?.fields['Recognition'] === '两位，靠窗', 'the words are pushed')
    await id('voice-options').getByText('两位，靠窗').waitFor()
  })

  test('of the account carries a dot until it is played', async () => {
    const { openid, phone } = await s.person()
    const { api } = s.client
    const amr = { data: Buffer.from('#!AMR\n0000'), filename: 'a.amr' }
    const { media_id = '' } = await api.media.upload({ type: 'voice', media: amr })
    await s.simulator.act(openid, { type: 'text', content: '在' })
    await api.message.customSend({ touser: openid, msgtype: 'voice', voice: { media_id } })
    await phone.getByRole('img', { name: '未听' }).waitFor()
    await phone.locator('.bubble.voice').click()
    await phone.getByRole('img', { name: '未听' }).waitFor({ state: 'detached' })
  })
})

describe('a long press', () => {
  test('copies, sends again with a new MsgId, shows the push, and takes back without a word to the account', async () => {
    const { phone, id, type, pushes } = await s.person()
    await type('明天下午三点')
    await chatOf(phone, 2)
    const own = phone.locator('.msg.me .bubble').first()
    await own.hover()
    await s.page.mouse.down()
    await id('bubble-menu').waitFor()
    await s.page.mouse.up()
    await id('bubble-copy').click()
    expect(await clipboard()).toBe('明天下午三点')

    await own.click({ button: 'right' })
    await id('bubble-again').click()
    await chatOf(phone, 4)
    const [second, first] = pushes()
    expect(second?.fields['Content']).toBe('明天下午三点')
    expect(second?.MsgId).not.toBe(first?.MsgId)

    await own.click({ button: 'right' })
    await id('bubble-push').click()
    await s.page.locator(`[data-testid=push-${first?.id}][aria-selected=true]`).waitFor()

    const count = pushes().length
    await own.click({ button: 'right' })
    await id('bubble-recall').click()
    await phone.getByText('你撤回了一条消息').waitFor()
    expect(pushes()).toHaveLength(count)
  })

  test('works by keyboard, and on a picture does not open it', async () => {
    const { phone, id, act } = await s.person()
    await act({ type: 'image' })
    const photo = phone.locator('.bubble.photo')
    await photo.hover()
    await s.page.mouse.down()
    await id('bubble-menu').waitFor()
    await s.page.mouse.up()
    expect(await s.page.getByTestId('viewer').count()).toBe(0)
    await s.page.keyboard.press('Escape')
    await id('bubble-menu').waitFor({ state: 'detached' })
    await photo.focus()
    await s.page.keyboard.press('Shift+F10')
    await id('bubble-menu').waitFor()
    await s.page.keyboard.press('ArrowRight')
    await s.page.keyboard.press('Enter')
    await until(async () => (await photo.count()) === 2, 'it is sent again')
  })
})

describe('texts', () => {
  test('hold telephone numbers, to be called or copied, and mini programs, which are not simulated', async () => {
    const { phone, id, type } = await s.person()
    await type(
      '打 0571-8888 1234 或 13800138000，单号 202611210183，<a data-miniprogram-appid="wx1234567890abcdef" data-miniprogram-path="pages/a">点单</a>',
    )
    await chatOf(phone, 2)
    const reply = phone.locator('.msg:not(.me) .bubble')
    expect(await reply.getByRole('button').allTextContents()).toEqual([
      '0571-8888 1234',
      '13800138000',
      '点单',
    ])
    await reply.getByRole('button', { name: '13800138000' }).click()
    await id('phone-copy').click()
    expect(await clipboard()).toBe('13800138000')
    await reply.getByRole('button', { name: '点单' }).click()
    expect(await id('mini-program').textContent()).toContain('pages/a')
    await s.page.keyboard.press('Escape')
    await id('composer').waitFor()
  })

  test('take QQ faces by their code and emoji as they are, and both are drawn', async () => {
    const { phone, id, push } = await s.person()
    await id('faces').click()
    await id('face-panel').getByRole('button', { name: '微笑', exact: true }).click()
    await id('faces-emoji').click()
    await id('face-panel').getByRole('button', { name: '😀', exact: true }).click()
    await id('send').click()
    expect((await push('text')).fields['Content']).toBe('/::)😀')
    await until(
      async () => (await phone.getByRole('img', { name: '微笑' }).count()) === 2,
      'the face is drawn in both bubbles',
    )
  })
})

describe('media', () => {
  test('of one’s own: several pictures, a video, a place of the map with its scale', async () => {
    const { id, push, pushes } = await s.person()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const picture = { name: '照片.png', mimeType: 'image/png', buffer: png }
    await id('more').click()
    await id('more-image').click()
    await id('photo-own-file').setInputFiles([picture, picture])
    await until(() => pushes().filter(({ kind }) => kind === 'image').length === 2, 'two pictures are pushed')

    const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42\0\0\0\0mp42isom')])
    await id('more-camera').click()
    await id('camera-own-file').setInputFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer: mp4 })
    const { MediaId } = (await push('video')).fields
    const file = await s.client.api.media.get({ media_id: String(MediaId) })
    expect(file).toMatchObject({ video_url: expect.stringContaining('http') })

    await id('more-location').click()
    await id('place-scale').fill('12')
    await id('map').click({ position: { x: 40, y: 20 } })
    await until(async () => (await id('place-longitude').inputValue()) !== '120.101', 'the point has moved')
    await id('sheet-send').click()
    const { fields } = await push('location')
    expect(fields).toMatchObject({ Scale: 12 })
    expect(Number(fields['Location_Y'])).toBeLessThan(120.101)
    expect(Number(fields['Location_X'])).toBeGreaterThan(30.2294)
  })

  test('that WeChat does not push: a sticker and a 名片 arrive as the notice, a file without a way to fetch it', async () => {
    const { phone, id, push, pushes } = await s.person()
    await id('more').click()
    await id('more-sticker').click()
    expect((await push('text')).fields['Content']).toBe('【收到不支持的消息类型，暂无法显示】')
    await phone.getByRole('img', { name: '表情' }).waitFor()
    await id('more-contact').click()
    await id('contact-nickname').fill('<b>林小满</b>')
    await id('sheet-send').click()
    await phone.locator('.contactcard').getByText('<b>林小满</b>').waitFor()
    await until(
      () => pushes().filter(({ kind }) => kind === 'text').length === 2,
      'the card is pushed as a text',
    )
    await id('more-file').click()
    await id('sheet').getByText('没有 MediaId').waitFor()
    await id('sheet-send').click()
    expect((await push('file')).fields).not.toHaveProperty('MediaId')
  })
})

describe('grey lines', () => {
  test('say that the service failed, in either wording', async () => {
    const { phone, type } = await s.person()
    const faults = [{ enabled: true, direction: 'push', match: 'text', effect: { type: 'drop' } }]
    await using _ = await putFaults(faults)
    await type('在吗')
    await phone.getByText('该公众号提供的服务出现故障，请稍后再试').waitFor()
    s.simulator.patchAccount({ switches: { noticeWording: 'manual' } })
    await type('在吗')
    await phone.getByText('该公众号暂时无法提供服务，请稍后再试').waitFor()
    s.simulator.patchAccount({ switches: { noticeWording: 'client' } })
  })

  test('a message that did not leave the phone is marked, and sent by a tap', async () => {
    const { phone, id, type, pushes } = await s.person()
    await s.page.route('**/actions*', (route) => route.abort())
    await type('订明天下午三点')
    await id('retry').waitFor()
    expect(pushes().filter(({ kind }) => kind === 'text')).toEqual([])
    await s.page.unroute('**/actions*')
    await id('retry').click()
    expect(await chatOf(phone, 2)).toEqual(['订明天下午三点', '订明天下午三点'])
  })

  test('somebody on the blacklist notices nothing, and neither does the account', async () => {
    const { openid, phone, type, pushes } = await s.person()
    await s.client.api.blacklist.add({ openid_list: [openid] })
    await type('在吗')
    expect(await chatOf(phone, 1)).toEqual(['在吗'])
    expect(pushes().filter(({ kind }) => kind === 'text')).toEqual([])
  })

  test('times stand where it was silent for long', async () => {
    const { phone, type } = await s.person()
    await type('早')
    await chatOf(phone, 2)
    expect(await phone.locator('.stamp').count()).toBe(1)
    s.simulator.clock.change({ advanceSeconds: 48 * 3600 })
    await type('还在吗')
    await chatOf(phone, 4)
    expect(await phone.locator('.stamp').allTextContents()).toHaveLength(2)
  })
})
