import { chatOf } from '../../../test/support/browser.ts'
import { openStudio, type Studio } from '../studio.ts'
import { createTeaShop, MENU, PICTURE, sendArticles, sendTemplate } from '../tea-shop.ts'

const open = (): Promise<Studio> => openStudio({ bot: createTeaShop(), size: 'phone' })

export async function texts(): Promise<void> {
  await using s = await open()
  for (const text of ['你好 /::D', '今天有什么茶', '路线', '🍵 <b>再见</b>']) await s.says(text)
  await chatOf(s.phone, 8)
  await s.shoot('chat')
  await s.phone.locator('[data-testid^="bubble-"]').nth(2).click({ button: 'right' })
  await s.phone.getByTestId('bubble-menu').waitFor()
  await s.shoot('chat-bubble-menu')
  await s.phone.getByTestId('bubble-menu').getByText('撤回').click()
  await s.phone.locator('[data-testid^="recalled-"]').waitFor()
  await s.shoot('chat-recalled')
  await s.phone.getByTestId('faces').click()
  await s.phone.getByTestId('face-panel').waitFor()
  await s.shoot('chat-faces')
  await s.phone.getByTestId('more').click()
  await s.phone.getByTestId('more-panel').waitFor()
  await s.shoot('chat-more')
}

export async function sent(): Promise<void> {
  await using s = await open()
  await s.act({ type: 'image' })
  await s.act({ type: 'voice', recognition: '今天有什么茶', seconds: 3 })
  await s.act({ type: 'video' })
  await chatOf(s.phone, 6)
  await s.shoot('chat-sent')
}

export async function sentMore(): Promise<void> {
  await using s = await open()
  await s.act({ type: 'location', label: '西湖区龙井路 1 号' })
  await s.act({ type: 'link', title: '龙井怎么泡', description: '水温八十度', url: 'https://example.com/' })
  await s.act({ type: 'file', title: '茶单.pdf', size: 48_210 })
  await s.act({ type: 'sticker' })
  await chatOf(s.phone, 8)
  await s.shoot('chat-sent-more')
}

export async function received(): Promise<void> {
  await using s = await open()
  await s.act({ type: 'image' })
  await s.says('放一首茶歌')
  await s.says('路线')
  await chatOf(s.phone, 6)
  await s.shoot('chat-received')
  await s.phone.locator('[data-testid^="bubble-"] img, img[data-testid^="bubble-"]').first().click()
  await s.page.getByTestId('viewer').waitFor()
  await s.shoot('chat-picture')
}

export async function news(): Promise<void> {
  await using s = await open()
  await sendArticles(s, ['明前龙井到店了', '十月读过的书', '第一批蜡梅开了'])
  await chatOf(s.phone, 1)
  await s.shoot('chat-news')
}

export async function cards(): Promise<void> {
  await using s = await open()
  await s.says('今天有什么茶')
  await sendTemplate(s)
  const { media_id } = await s.api.media.upload({ type: 'image', media: PICTURE })
  await s.api.message.customSend({
    touser: s.openid,
    msgtype: 'miniprogrampage',
    miniprogrampage: {
      title: '茶铺点单',
      appid: s.simulator.account().appid,
      pagepath: 'pages/menu',
      thumb_media_id: media_id ?? '',
    },
  })
  await chatOf(s.phone, 3)
  await s.phone.getByRole('article').waitFor()
  await s.shoot('chat-cards')
}

export async function service(): Promise<void> {
  await using s = await open()
  await s.api.kf.accountAdd({ kf_account: 'zhu@yingwu', nickname: '客服小竹' })
  await s.says('在吗')
  await s.api.message.customTyping({ touser: s.openid, command: 'Typing' })
  await s.phone.getByText('对方正在输入').waitFor()
  await s.shoot('chat-typing')
  const said = { touser: s.openid, customservice: { kf_account: 'zhu@yingwu' } }
  await s.api.message.customSend({ ...said, msgtype: 'text', text: { content: '在的，要留位子吗？' } })
  await s.api.message.customSend({
    touser: s.openid,
    msgtype: 'msgmenu',
    msgmenu: {
      head_content: '这次服务您满意吗？',
      list: [
        { id: '1', content: '满意' },
        { id: '2', content: '不满意' },
      ],
      tail_content: '谢谢',
    },
  })
  await s.phone.getByText('不满意').waitFor()
  await s.shoot('chat-service')
}

export async function failed(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  s.answersWith('<html>502 Bad Gateway</html>')
  await s.says('还开门吗')
  await s.phone.locator('[data-testid^="notice-"]').first().waitFor()
  await s.shoot('chat-failed')
}

export async function menus(): Promise<void> {
  await using s = await open()
  await s.api.menu.create(MENU)
  await s.says('今天有什么茶')
  await s.phone.getByTestId('composer-toggle').waitFor()
  if ((await s.phone.getByTestId('menu-1').count()) === 0)
    await s.phone.getByTestId('composer-toggle').click()
  const tap = async (item: number): Promise<void> => {
    await s.phone.getByTestId('menu-1').click()
    await s.phone.getByTestId(`submenu-1-${item}`).click()
  }
  await s.phone.getByTestId('menu-1').click()
  await s.phone.getByTestId('submenu-1-0').waitFor()
  await s.shoot('chat-menu')
  await s.page.keyboard.press('Escape')
  await tap(1)
  await s.phone.getByTestId('scan-result').waitFor()
  await s.shoot('sheet-scan')
  await s.page.keyboard.press('Escape')
  await tap(2)
  await s.page.waitForTimeout(300)
  await s.shoot('sheet-photo')
  await s.page.keyboard.press('Escape')
  await tap(3)
  await s.page.getByTestId('place-label').waitFor()
  await s.shoot('sheet-place')
}

export async function voice(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  await s.phone.getByTestId('voice').click()
  await s.phone.getByTestId('voice-options').waitFor()
  await s.shoot('chat-voice')
  await s.phone.getByTestId('voice-options').click()
  await s.page.getByTestId('sheet').waitFor()
  await s.page.getByTestId('voice-recognition').fill('今天有什么茶')
  await s.shoot('chat-voice-options')
}

export async function sheets(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  const sheet = async (item: string, name: string): Promise<void> => {
    if ((await s.phone.getByTestId('more-panel').count()) === 0) await s.phone.getByTestId('more').click()
    await s.phone.getByTestId(`more-${item}`).click()
    await s.page.getByTestId('sheet').waitFor()
    await s.shoot(name)
    await s.page.keyboard.press('Escape')
    await s.page.getByTestId('sheet').waitFor({ state: 'detached' })
  }
  await sheet('image', 'sheet-album')
  await sheet('camera', 'sheet-camera')
  await sheet('link', 'sheet-link')
  await sheet('file', 'sheet-file')
}
