/** The bot and the things of 鹦鹉茶铺, the account of all pictures. */
import { Bot, reply } from 'yingwu'
import { paintPng } from './png.ts'
import type { Studio } from './studio.ts'

export const MENU = {
  button: [
    { type: 'click' as const, name: '今日茶单', key: 'TEA_TODAY' },
    {
      name: '茶铺',
      sub_button: [
        { type: 'view' as const, name: '到店路线', url: 'https://example.com/' },
        { type: 'scancode_waitmsg' as const, name: '扫码点单', key: 'SCAN' },
        { type: 'pic_photo_or_album' as const, name: '晒茶', key: 'PHOTO' },
        { type: 'location_select' as const, name: '离我多远', key: 'PLACE' },
      ],
    },
    { type: 'click' as const, name: '联系我们', key: 'CONTACT' },
  ],
}

/** Tea hills in the morning. */
export const PICTURE = { data: new Uint8Array(paintPng(470, 200, hills)), filename: '茶山.png' }

function hills(x: number, y: number): number {
  const ridges = [0xb7d8a8, 0x86ba7c, 0x4f9558, 0x2c6e42]
  const ridge = ridges.findLastIndex((_, i) => y > 70 + i * 32 - 22 * Math.sin(x / (60 + 25 * i) + i * 2))
  return ridges[ridge] ?? 0xf6e7c8 - Math.floor(y / 8) * 0x010102
}

export function createTeaShop(): Bot {
  const bot = new Bot()
  bot.on('event:subscribe', () => '欢迎来到鹦鹉茶铺 🦜')
  bot.on('message:voice', (ctx) => ctx.message.Recognition || '没听清')
  bot.on('message:text', (ctx) => {
    const text = ctx.message.Content
    if (text.includes('茶歌'))
      return reply.music({ Title: '采茶歌', Description: '鹦鹉茶铺', MusicUrl: 'https://example.com/a.mp3' })
    if (text.includes('路线')) return '步行 8 分钟，<a href="https://example.com/map">看地图</a>'
    if (text.includes('茶')) return '今天有明前龙井、正山小种和桂花乌龙 /:rose'
    return text
  })
  bot.on('message:image', (ctx) => reply.image(ctx.message.MediaId))
  bot.on('message', (ctx) => `收到了您的 ${ctx.message.MsgType}`)
  return bot
}

/** Sends a template message. */
export async function sendTemplate({ api, simulator, openid }: Studio): Promise<void> {
  const { template_id } = await api.template.add({
    template_id_short: '1221',
    keyword_name_list: ['商品名称', '支付金额'],
  })
  await api.template.send({
    touser: openid,
    template_id,
    url: 'https://example.com/orders/8841',
    data: { thing1: { value: '明前龙井 50 克' }, amount3: { value: '¥58.00' } },
  })
  simulator.clock.change({ advanceSeconds: 1 })
}

/** A notice that the person agreed to. @returns the id of its template */
export async function sendNotice({ api, act, openid }: Studio, isSent = true): Promise<string> {
  const { priTmplId } = await api.subscribeNotify.addTemplate({
    tid: '401',
    kidList: [1, 2],
    sceneDesc: '预约',
  })
  if (!isSent) return priTmplId
  await act({ type: 'subscribe', templateIds: [priTmplId] })
  await api.subscribeNotify.send({
    touser: openid,
    template_id: priTmplId,
    data: { thing1: { value: '靠窗的位子' }, time2: { value: '2026年12月1日 10:00' } },
  })
  return priTmplId
}

/** Sends a broadcast of articles to everybody. */
export async function sendArticles({ api, simulator }: Studio, titles: string[]): Promise<void> {
  const { media_id: thumb_media_id } = await api.material.add({ type: 'image', media: PICTURE })
  const article = {
    author: '鹦鹉茶铺',
    content: '<p>今早六点，第一批明前茶送到了铺子里。</p><p>每天只开二十壶，喝到谷雨为止。</p>',
    digest: '每天只开二十壶',
    thumb_media_id,
    need_open_comment: 1 as const,
  }
  const { media_id } = await api.draft.add({ articles: titles.map((title) => ({ ...article, title })) })
  await api.mass.sendAll({
    filter: { is_to_all: true },
    mpnews: { media_id },
    msgtype: 'mpnews',
    send_ignore_reprint: 0,
  })
  simulator.clock.change({ advanceSeconds: 2 })
}
