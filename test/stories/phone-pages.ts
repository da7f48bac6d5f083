/** The phone around the chat: list, profile, scanner. */
import { type Area, shown } from './story.ts'

export const CHAT_LIST: Area = {
  zh: '聊天列表',
  en: 'Chat list',
  shown: [
    shown(
      'phone-chat-list.test.ts',
      'the chat opens first; back leads to the list, a line of it to the chat again',
      ['服务号占一行，显示最后一句话', 'A service account is a line of its own with the last words'],
      ['没看过的消息有数字，看过就没有', 'Unread messages are counted until they are read'],
    ),
    shown('phone-chat-list.test.ts', 'a subscription account lies in the folder 订阅号消息', [
      '订阅号收在「订阅号消息」里',
      'A subscription account lies in the folder 订阅号消息',
    ]),
    shown(
      'phone-chat-list.test.ts',
      'subscription notices stand in 服务通知, template messages of the account in its chat',
      [
        '订阅通知在「服务通知」一行里，不在对话里',
        'Subscription notices are a line 服务通知, not in the chat',
      ],
      [
        '服务通知里可以改为不再接收，账号收到事件',
        'Notices can be refused there; the account gets the event',
      ],
    ),
    shown('phone-pages.test.ts', 'the profile › 消息免打扰: new messages are a dot and no number', [
      '免打扰的账号只有红点，没有数字',
      'A muted account shows a dot and no number',
    ]),
    shown('phone-chat-list.test.ts', 'nothing is cut off at 360 pixels', [
      '360 像素宽也放得下',
      'It fits a window of 360 pixels',
    ]),
    shown(
      'phone-ways.test.ts',
      'the account is found › by a search of somebody whose list is empty; its profile has a picture',
      ['谁也没关注时列表是空的，搜索能找到账号', 'An empty list; a search finds the account'],
    ),
    shown('phone-chat-list.test.ts', 'the list tells the last line without its markup', [
      '列表里的最后一句没有标签',
      'The last words are told without their markup',
    ]),
  ],
}

export const PROFILE: Area = {
  zh: '公众号资料',
  en: 'Account profile',
  shown: [
    shown(
      'phone-pages.test.ts',
      'the profile › shows name, 微信号, 认证, what the account is about and its menu, and is left by 发消息',
      ['名称、微信号、认证、介绍', 'Name, WeChat id, verification and introduction'],
      ['菜单预览', 'A preview of the menu'],
      ['「发消息」进入对话', '发消息 opens the chat'],
    ),
    shown(
      'phone-pages.test.ts',
      'the profile › stops following after a question, and follows again as a first time',
      ['不再关注之前先问一句', 'Unfollowing is asked about first'],
      [
        '离开推送 unsubscribe，再次关注推送 subscribe',
        'Leaving pushes unsubscribe, following again subscribe',
      ],
      ['事件没有 MsgId', 'Events carry no MsgId'],
    ),
    shown(
      'phone-pages.test.ts',
      'the profile › 历史消息: everybody reads what the account has broadcast or published',
      [
        '历史消息列出群发和发布过的文章，没关注也能看',
        'Past articles are listed, for who does not follow, too',
      ],
      ['打开一篇就是它的文章页', 'One of them opens as its page'],
    ),
    shown(
      'phone-chat-list.test.ts',
      'the profile refuses template messages and takes them again, and asks for notices',
      ['「接收消息」可以关掉，再打开', 'Template messages can be refused and taken again'],
      ['订阅通知的选择推送给账号', 'The choice about notices is pushed to the account'],
      ['开关可以用键盘', 'The switches work by keyboard'],
    ),
    shown(
      'phone-pages.test.ts',
      'the profile › 提供位置信息: the position is reported each time the chat is entered',
      ['提供位置信息：每次进入对话上报一次', 'The position is reported each time the chat is entered'],
    ),
    shown(
      'phone-ways.test.ts',
      'the account is found › by a search of somebody whose list is empty; its profile has a picture',
      ['头像', 'A picture'],
      ['直接关注推送的 subscribe 没有场景值', 'Following without a code pushes subscribe without a scene'],
    ),
  ],
}

export const SCANNER: Area = {
  zh: '扫一扫',
  en: 'Scanning',
  shown: [
    shown(
      'phone-chat-list.test.ts',
      'a follower scans a code: SCAN; somebody new sees the profile first and follows with the scene',
      ['选一个生成过的码；已关注的人推送 SCAN', 'A generated code is picked; a follower pushes SCAN'],
      [
        '没关注的人先看到资料，关注后推送 qrscene_',
        'Somebody new sees the profile first, then follows with qrscene_',
      ],
      ['也可以直接输入场景值', 'A scene can be typed, too'],
    ),
    shown(
      'phone-pages.test.ts',
      'the scanner › reads a code of the account in a picture: the profile first, then subscribe with its scene',
      ['从图片文件里认出二维码', 'A code is read from a picture file'],
    ),
    shown(
      'phone-pages.test.ts',
      'the scanner › takes a picture that is dropped on it; one without a code is said to have none',
      ['图片可以拖进来', 'A picture can be dropped on it'],
      ['图里没有码会说出来', 'A picture without a code is said to have none'],
    ),
    shown('phone-pages.test.ts', 'the scanner › opens a page for an address', [
      '扫到网址就打开网页',
      'An address opens as a page',
    ]),
    shown(
      'phone-ways.test.ts',
      'the account is found › by its own code, by a ticket, and by a picture that is pasted',
      ['账号自己的码没有场景值', 'The account’s own code has no scene'],
      ['可以输入 ticket', 'A ticket can be typed'],
      ['可以粘贴图片', 'A picture can be pasted'],
    ),
    shown('phone-pages.test.ts', 'the scanner › reads anybody’s code, on a crooked poster', [
      '别人做的码、拍歪的海报也认得',
      'Anybody’s code is read, on a crooked poster, too',
    ]),
    shown('phone-pages.test.ts', 'the scanner › comes with the window only when somebody scans', [
      '不扫码就不加载识码的程序',
      'The reader of codes is loaded by who scans',
    ]),
  ],
}
