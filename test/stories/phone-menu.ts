/** The account’s menu on the phone. */
import { type Area, shown } from './story.ts'

export const MENU: Area = {
  zh: '菜单按钮',
  en: 'Menu buttons',
  shown: [
    shown(
      'conditional-menu.test.ts',
      'phones show what their users see, and change as tags and rules do',
      ['个性化菜单：每个人看到自己的', 'A conditional menu: everybody sees their own'],
      ['点击带上 MenuId', 'A tap carries its MenuId'],
      ['view 打开网页并推送 VIEW', 'view opens a page and pushes VIEW'],
    ),
    shown('phone-menu.test.ts', 'a button › that scans pushes what was scanned, and opens it', [
      'scancode_push：推送扫到的内容，并打开它',
      'scancode_push pushes what was scanned, and opens it',
    ]),
    shown(
      'phone-menu.test.ts',
      'a button › that scans and waits shows 消息接收中 until the answer is there',
      [
        'scancode_waitmsg：等回复时显示「消息接收中」',
        'scancode_waitmsg shows 消息接收中 until the answer is there',
      ],
    ),
    shown(
      'phone-menu.test.ts',
      'a button › that takes photos pushes its event first, then one message for each',
      [
        'pic_sysphoto：拍照；先推送事件，再推送图片',
        'pic_sysphoto takes a photo: the event first, then the picture',
      ],
      ['pic_photo_or_album：拍照或从相册选', 'pic_photo_or_album: a photo or the album'],
      ['pic_weixin：按顺序选几张，每张一条消息', 'pic_weixin: several in their order, a message each'],
    ),
    shown('phone-menu.test.ts', 'a button › that asks for a place pushes its event, then the place', [
      'location_select：先推送事件，再推送位置',
      'location_select pushes the event, then the place',
    ]),
    shown(
      'phone-menu.test.ts',
      'a button › that opens a mini program says what would open, and pushes its path',
      [
        '小程序不模拟：说明会打开什么，并推送路径',
        'A mini program is not simulated: what would open is said, its path pushed',
      ],
    ),
    shown(
      'phone-menu.test.ts',
      'with 菜单缓存 the phone keeps the old menu for five minutes, says so, and reads it again on entering',
      [
        '菜单缓存默认关；打开后五分钟内是旧菜单，并说明',
        'The menu cache is off; switched on, the old menu stays for five minutes and says so',
      ],
    ),
    shown('phone-ways.test.ts', 'a menu button › whose sheet is closed pushes nothing', [
      '取消扫码、选图、选位置，什么也不推送',
      'A sheet that is closed pushes nothing',
    ]),
    shown(
      'phone-ways.test.ts',
      'a menu button › of material sends or opens it, and the account hears nothing',
      ['media_id：平台发出素材', 'media_id: the platform sends the material'],
      ['article_id：平台发出图文', 'article_id: the platform sends the article'],
      ['article_view_limited：打开文章页', 'article_view_limited opens the article'],
      ['这些按钮不推送', 'Of these the account hears nothing'],
    ),
  ],
}
