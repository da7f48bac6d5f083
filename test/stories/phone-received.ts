/** What stands in the chat: what the account sends, and what the platform says in grey. */
import { type Area, shown } from './story.ts'

export const RECEIVES: Area = {
  zh: '收到的消息',
  en: 'What people receive',
  shown: [
    shown('phone.test.ts', 'receives › a picture that really loads, and opens large', [
      '图片真的能加载，点开是大图',
      'A picture really loads, and opens large',
    ]),
    shown('phone-chat.test.ts', 'voice › of the account carries a dot until it is played', [
      '没听过的语音有红点',
      'A voice carries a dot until it is played',
    ]),
    shown('phone.test.ts', 'receives › music', ['音乐卡片', 'A music card']),
    shown('phone.test.ts', 'receives › a news card, which opens its page in the web view', [
      '单条图文，点开网页',
      'One article, which opens its page',
    ]),
    shown(
      'phone-pages.test.ts',
      'the profile › a broadcast of eight articles is one card in the chat, led by its cover',
      ['群发最多八条图文，第一条是大封面', 'A broadcast of up to eight articles, led by a cover'],
    ),
    shown('broadcasts.test.ts', 'a broadcast by tag arrives on the phones of its tag, and on no other', [
      '按标签群发只到有标签的人',
      'A broadcast by tag reaches the people of the tag alone',
    ]),
    shown('phone.test.ts', 'receives › a link whose tap sends its text, with its id', [
      '文字里的 msgmenu 链接：点一下就发出它的文字和 id',
      'A msgmenu link in a text sends its words with their id',
    ]),
    shown(
      'phone-chat.test.ts',
      'texts › hold telephone numbers, to be called or copied, and mini programs, which are not simulated',
      ['电话号码可以拨打或复制', 'Telephone numbers can be called or copied'],
      ['文字里的小程序链接说明会打开什么', 'A mini program link in a text says what would open'],
    ),
    shown(
      'phone.test.ts',
      'receives › customer-service messages with the agent’s name, a menu message, and the typing state',
      ['客服消息有客服的名字', 'A customer-service message has the agent’s name'],
      ['菜单消息，点一项就回答', 'A menu message, answered by a tap'],
      ['「对方正在输入」', 'The typing state 对方正在输入'],
    ),
    shown('broadcasts.test.ts', 'a template card shows its lines and opens its page, by keyboard too', [
      '模板消息：各行内容和详情页',
      'A template message with its lines, which opens its page',
    ]),
    shown('phone.test.ts', 'receives › hostile names and texts as text', [
      '文字和昵称里的标签只是文字',
      'Markup in texts and names is text',
    ]),
    shown('phone-received.test.ts', 'a voice says how long it is', [
      '语音有时长',
      'A voice says how long it is',
    ]),
    shown(
      'phone-received.test.ts',
      'a video has its cover and title, and plays in a viewer of its own',
      ['视频有封面和标题', 'A video has its cover and title'],
      ['视频点开播放', 'A video opens in a viewer'],
    ),
    shown('phone-received.test.ts', 'music is played and paused', [
      '音乐可以播放和暂停',
      'Music is played and paused',
    ]),
    shown('phone-received.test.ts', 'a mini program card says what it would open', [
      '小程序卡片说明会打开什么',
      'A mini program card says what it would open',
    ]),
    shown('phone-received.test.ts', 'a template card leads to a mini program where it names one', [
      '模板消息可以进小程序',
      'A template message may lead to a mini program',
    ]),
    shown(
      'phone-received.test.ts',
      'a bare address is a link, and lines are lines',
      ['文字里的网址是链接', 'A bare address is a link'],
      ['文字里的换行', 'Lines of a text are lines'],
    ),
    shown(
      'phone-received.test.ts',
      'an agent has name and picture, and takes over after 转接',
      ['客服的头像', 'An agent has a picture'],
      ['转人工后消息只给客服，不再推送', 'After 转接 messages go to the agent and are not pushed'],
    ),
  ],
}

export const PLATFORM: Area = {
  zh: '平台的灰字和规矩',
  en: 'The platform in grey, and its rules',
  shown: [
    shown(
      'phone-chat.test.ts',
      'grey lines › say that the service failed, in either wording',
      ['服务出现故障：手机上的原话', 'The service failed: the words of real phones'],
      ['也可以换成文档里的说法', 'Or those of the manual, by a switch'],
    ),
    shown(
      'phone-chat.test.ts',
      'grey lines › somebody on the blacklist notices nothing, and neither does the account',
      [
        '黑名单里的人没有察觉，账号也收不到',
        'Somebody blocked notices nothing, and the account hears nothing',
      ],
    ),
    shown('phone-replies.test.ts', 'an answer › of nothing, or success, is silence', [
      '空串和 success 表示不回复',
      'Nothing, or success, is silence',
    ]),
    shown(
      'phone-replies.test.ts',
      'an answer › of %s is a fault in grey, and the log says why',
      ['其他任何回复都是灰字', 'Any other answer is a fault in grey'],
      ['纯文本、HTML、BOM、带引号的 success', 'Plain text, HTML, a BOM, success in quotes'],
      ['文字超过 2048 字节', 'A text beyond 2048 bytes'],
      ['收件人写错', 'Another recipient'],
    ),
    shown(
      'phone-replies.test.ts',
      'an answer › that comes after the person has left is not delivered, and the log says so',
      ['回复到之前取消了关注，就不送达', 'An answer to who has left is not delivered'],
    ),
    shown('phone-replies.test.ts', 'a delivery › is tried three times with one MsgId', [
      '一共三次请求，MsgId 相同',
      'Three attempts, with one MsgId',
    ]),
    shown(
      'phone-replies.test.ts',
      'a delivery › of an event has no MsgId, and one of a voice its recognition as the switch says',
      ['推送的事件里没有 MsgId', 'A pushed event holds no MsgId'],
      ['语音识别按账号的开关', 'Recognition as the account’s switch says'],
    ),
    shown('tutorial.test.ts', '客服接口 › the program adds an agent and writes to the person in its name', [
      '用户说一句，账号最多发五条：45047',
      'Five messages for one of the person: 45047',
    ]),
  ],
}
