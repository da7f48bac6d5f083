/** The chat: its bar, and what people send. */
import { type Area, shown } from './story.ts'

export const CHAT: Area = {
  zh: '对话的操作',
  en: 'Chat',
  shown: [
    shown(
      'phone.test.ts',
      'the menu › appears when the account makes one; buttons push, links open, the keyboard is a touch away',
      ['账号建了菜单，底栏就出现菜单', 'The menu appears once the account makes one'],
      ['键盘和菜单来回切换', 'Keyboard and menu change places by a touch'],
    ),
    shown(
      'phone-menu.test.ts',
      'a button › that clicks is answered; at most five items rise above the others',
      ['一级菜单弹出最多五项，Esc 收起', 'Up to five items rise from a button; Esc closes them'],
      ['click 推送 CLICK，回复出现在对话里', 'click pushes CLICK, and its answer stands in the chat'],
    ),
    shown(
      'phone-chat.test.ts',
      'voice › is spoken by holding, by mouse or keyboard; moving up throws it away',
      ['按住说话，松开发送', 'A voice is spoken by holding, and sent by letting go'],
      ['上移取消', 'Moving up throws it away'],
    ),
    shown(
      'phone-chat.test.ts',
      'a long press › copies, sends again with a new MsgId, shows the push, and takes back without a word to the account',
      ['长按：复制', 'A long press copies'],
      ['长按：再发一次，MsgId 是新的', 'A long press sends again, with a new MsgId'],
      ['长按：看它的推送', 'A long press leads to its push'],
      ['长按：撤回，账号不知道', 'A long press takes back; the account hears nothing'],
    ),
    shown('phone-chat.test.ts', 'a long press › works by keyboard, and on a picture does not open it', [
      '长按菜单可以用键盘',
      'The menu of a long press works by keyboard',
    ]),
    shown('phone-chat.test.ts', 'grey lines › times stand where it was silent for long', [
      '隔得久的消息之间有时间',
      'Times stand where it was silent for long',
    ]),
    shown(
      'phone-ways.test.ts',
      'the account is found › by a search of somebody whose list is empty; its profile has a picture',
      ['空的对话里有几句现成的话', 'An empty chat offers a few words'],
    ),
    shown('phone-ways.test.ts', 'a person sends › a voice by keyboard, which Esc throws away', [
      '按住说话可以用键盘，Esc 取消',
      'A voice is held by keyboard, too; Esc throws it away',
    ]),
    shown('phone-ways.test.ts', 'of a long chat the end is drawn, and what was earlier when asked', [
      '很长的对话只画末尾，可以往前看',
      'Of a long chat the end is drawn, what was earlier when asked',
    ]),
  ],
}

export const SENDS: Area = {
  zh: '用户发出的消息',
  en: 'What people send',
  shown: [
    shown(
      'phone.test.ts',
      'sends › with Enter, and a new line with Shift+Enter',
      ['文字：Enter 发送', 'Text is sent by Enter'],
      ['Shift+Enter 换行', 'Shift+Enter begins a new line'],
    ),
    shown(
      'phone-chat.test.ts',
      'texts › take QQ faces by their code and emoji as they are, and both are drawn',
      ['QQ 表情发成 /::) 代码', 'QQ faces go out as their codes'],
      ['emoji 原样发出', 'Emoji go out as they are'],
      ['收到的代码画成表情', 'Codes that come in are drawn as faces'],
    ),
    shown(
      'phone.test.ts',
      'sends › a picture, a video, a place, a link, a file and a sticker from the panel behind +',
      ['图片', 'A picture'],
      ['视频', 'A video'],
      ['小视频', 'A short video'],
      ['位置', 'A place'],
      ['链接', 'A link'],
    ),
    shown('phone.test.ts', 'sends › a file of one’s own, whose bytes the account can fetch', [
      '自己的图片，账号用 MediaId 能下载到原文件',
      'A picture of one’s own; its MediaId gives the very file',
    ]),
    shown(
      'phone-chat.test.ts',
      'media › of one’s own: several pictures, a video, a place of the map with its scale',
      ['一次选几张图片', 'Several pictures at once'],
      ['自己的视频', 'A video of one’s own'],
      ['在地图上选点和缩放级别', 'A place chosen on a map, with its scale'],
    ),
    shown(
      'phone-chat.test.ts',
      'media › that WeChat does not push: a sticker and a 名片 arrive as the notice, a file without a way to fetch it',
      ['自定义表情到账号那里是“不支持的消息”', 'A sticker reaches the account as “not supported”'],
      ['名片也是', 'So does a contact card'],
      [
        '文件推送时没有 MediaId，发送前就说明',
        'A file is pushed without a MediaId, and the phone says so first',
      ],
    ),
    shown(
      'phone-chat.test.ts',
      'voice › has a recognition that can be changed or left out, a length and a format',
      ['语音的识别结果可以改，也可以没有', 'The recognition of a voice can be changed or left out'],
      ['语音的时长和格式（amr、speex）', 'Length and format (amr, speex) of a voice'],
    ),
    shown(
      'phone-chat.test.ts',
      'grey lines › a message that did not leave the phone is marked, and sent by a tap',
      ['没有发出去的消息有标记，点一下重发', 'A message that did not leave is marked, and sent by a tap'],
    ),
    shown('phone-ways.test.ts', 'a person sends › a recording of one’s own, which the account can fetch', [
      '自己的录音文件',
      'A recording of one’s own',
    ]),
    shown('phone-ways.test.ts', 'a person sends › a picture whose PicUrl is the picture', [
      '图片的 PicUrl 能下载到原图',
      'The PicUrl of a picture is the picture',
    ]),
    shown('phone-received.test.ts', 'a place and a link that were sent can be opened', [
      '发出的位置和链接点得开',
      'A place and a link that were sent can be opened',
    ]),
  ],
}
