/** What the account sends beside texts and pictures: how it stands in the chat, and what a tap on it does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Bot, reply } from 'yingwu'
import { closeBrowser } from '../support/browser.ts'
import { openPhones, type Phones } from '../support/phones.ts'
import { postJson } from '../support/program.ts'
import { until } from '../support/wait.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let s: Phones
beforeAll(async () => {
  const bot = new Bot()
    .hears('歌', () => reply.music({ Title: '茶歌', MusicUrl: 'http://127.0.0.1:9/a.mp3' }))
    .hears('人工', () => reply.transferToAgent())
    .hears('网址', () => '到 http://127.0.0.1:9/plain 看看\n第二行')
  s = await openPhones(bot)
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  await closeBrowser()
})

/** Somebody who has just spoken, so that the account may write to them. */
async function person() {
  const one = await s.person()
  await one.act({ type: 'text', content: '在' })
  return one
}

const upload = async (
  type: 'image' | 'thumb' | 'video' | 'voice',
  data: Buffer<ArrayBuffer>,
  filename: string,
) => (await s.client.api.media.upload({ type, media: { data, filename } })).media_id ?? ''

test('a voice says how long it is', async () => {
  const { openid, phone } = await person()
  // 12.2 kbit/s: fifty frames of 32 bytes a second.
  const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(4 * 50 * 32)])
  const media_id = await upload('voice', amr, 'a.amr')
  await s.client.api.message.customSend({ touser: openid, msgtype: 'voice', voice: { media_id } })
  await phone.getByRole('button', { name: '语音 4 秒' }).waitFor()
})

test('a video has its cover and title, and plays in a viewer of its own', async () => {
  const { openid, phone, id } = await person()
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42\0\0\0\0mp42isom')])
  const media_id = await upload('video', mp4, 'a.mp4')
  const thumb_media_id = await upload('image', PNG, '封面.png')
  await s.client.api.message.customSend({
    touser: openid,
    msgtype: 'video',
    video: { media_id, thumb_media_id, title: '采茶', description: '清明之前' },
  })
  const bubble = phone.getByRole('button', { name: '视频' })
  await bubble.getByText('采茶').waitFor()
  const cover = bubble.locator('img')
  await until(
    () => cover.evaluate((image) => Reflect.get(image, 'naturalWidth') === 1),
    'the cover is loaded',
  )
  await bubble.click()
  await id('viewer').getByText('采茶 · 清明之前').waitFor()
  expect(await id('viewer').locator('video').getAttribute('src')).toContain(media_id)
  await s.page.keyboard.press('Escape')
  await id('viewer').waitFor({ state: 'detached' })
})

test('music is played and paused', async () => {
  const { phone, type } = await person()
  await type('歌')
  await phone.getByRole('button', { name: '播放' }).click()
  await phone.getByRole('button', { name: '暂停' }).click()
  await phone.getByRole('button', { name: '播放' }).waitFor()
})

test('a mini program card says what it would open', async () => {
  const { openid, phone, id } = await person()
  const thumb_media_id = await upload('image', PNG, '封面.png')
  await s.client.api.message.customSend({
    touser: openid,
    msgtype: 'miniprogrampage',
    miniprogrampage: {
      title: '点单',
      appid: 'wx1234567890abcdef',
      pagepath: 'pages/order?table=7',
      thumb_media_id,
    },
  })
  await phone.getByRole('button', { name: '点单' }).click()
  await id('mini-program').getByText('pages/order?table=7').waitFor()
})

test('a template card leads to a mini program where it names one', async () => {
  const { openid, phone, id } = await person()
  const { template_id } = await s.client.api.template.add({
    template_id_short: '1221',
    keyword_name_list: ['商品名称', '支付金额'],
  })
  await s.client.api.template.send({
    touser: openid,
    template_id,
    miniprogram: { appid: 'wx1234567890abcdef', pagepath: 'pages/paid' },
    data: { thing1: { value: '龙井' }, amount3: { value: '¥58.00' } },
  })
  await phone.getByRole('button', { name: /^进入小程序查看/ }).click()
  await id('mini-program').getByText('pages/paid').waitFor()
})

test('a bare address is a link, and lines are lines', async () => {
  const { phone, id, type } = await person()
  await type('网址')
  const bubble = phone.locator('.msg:not(.me) .bubble').last()
  expect(await bubble.innerText()).toBe('到 http://127.0.0.1:9/plain 看看\n第二行')
  await bubble.getByRole('link').click()
  expect(await id('webview').getAttribute('src')).toContain(encodeURIComponent('http://127.0.0.1:9/plain'))
})

test('a bubble stands still while its pin learns how long the answer took', async () => {
  const { phone, type, pushes } = await person()
  await type('网址')
  const bubble = phone.locator('.msg:not(.me) .bubble').last()
  await bubble.getByRole('link').waitFor()
  const pin = phone
    .locator('.msg:not(.me)')
    .last()
    .getByRole('button', { name: `推送 ${pushes()[0]?.id}` })
  await pin.getByText(/ · [\d.]+ m?s$/).waitFor()
  const before = await bubble.boundingBox()
  await pin.evaluate((element) => element.append('，而且很久很久'))
  expect(await bubble.boundingBox()).toEqual(before)
})

test('an agent has name and picture, and takes over after 转接', async () => {
  const { openid, phone, type, pushes } = await person()
  const kf_account = 'zhu@yingwu'
  await s.client.api.kf.accountAdd({ kf_account, nickname: '小竹' })
  // A picture of one pixel, made by the browser: pictures of agents are JPEG.
  const data = Buffer.from(
    await s.page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 1, height: 1 } }),
  )
  await s.client.api.kf.accountUploadAvatar({ kf_account, media: { data, filename: '头像.jpg' } })
  const agent = `${s.simulator.url}/_sim/v1/accounts/${s.simulator.account().appid}/agents/${encodeURIComponent(kf_account)}/actions`
  await postJson(agent, { type: 'online' })
  await type('人工')
  await until(() => pushes()[0]?.outcome === 'replied', 'the bot hands over')
  await postJson(agent, { type: 'take', openid })
  await postJson(agent, { type: 'say', openid, content: '您好，请说' })
  const message = phone.locator('.msg').filter({ hasText: '您好，请说' })
  await message.getByText('客服 小竹').waitFor()
  const picture = message.locator('img').first()
  await until(
    () => picture.evaluate((image) => Reflect.get(image, 'naturalWidth') === 1),
    'the agent’s picture is loaded',
  )
  await type('我要退款')
  await phone.locator('.msg.me').filter({ hasText: '我要退款' }).waitFor()
  await s.simulator.idle()
  expect(pushes().map(({ summary }) => summary)).not.toContain('我要退款')
})

test('a place and a link that were sent can be opened', async () => {
  const { phone, id, act } = await person()
  await act({ type: 'location', latitude: 30.2294, longitude: 120.101, label: '龙井村' })
  await act({ type: 'link', title: '茶单', description: '今天', url: 'http://127.0.0.1:9/menu' })
  await phone.getByRole('button', { name: '龙井村' }).click()
  await id('sheet').getByText('30.2294, 120.101').waitFor()
  await s.page.keyboard.press('Escape')
  await phone.getByRole('button', { name: '茶单' }).click()
  expect(await id('webview').getAttribute('src')).toContain(encodeURIComponent('http://127.0.0.1:9/menu'))
})
