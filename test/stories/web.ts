/** Pages on the phone: the web view and web authorization. */
import { type Area, shown } from './story.ts'

export const WEB_VIEW: Area = {
  zh: '网页',
  en: 'Web view',
  shown: [
    shown(
      'web-view.test.ts',
      'a page › has a bar with its title and a menu: refresh, copy, open outside, close; all by keyboard',
      ['消息里的链接打开网页', 'A link in a message opens its page'],
      ['⋯ 菜单：复制链接', 'The menu ⋯ copies the address'],
      ['⋯ 菜单：刷新', 'The menu ⋯ loads again'],
      ['⋯ 菜单：在浏览器打开', 'The menu ⋯ opens the page outside'],
      ['关闭后回到对话', 'Closing leads back to the chat'],
    ),
    shown('web-view.test.ts', 'a page › with the JS-SDK shows its own title, as text', [
      '标题是网页自己的，当作文字',
      'The title is the page’s own, as text',
    ]),
    shown('phone-web.test.ts', 'the web view › shows a page larger or smaller, as one likes to read', [
      '字号',
      'The size of its letters',
    ]),
    shown(
      'web-view.test.ts',
      'an article from the chat › shows its title, takes a comment that the account can read, and is shared',
      ['文章页可以留言，账号读得到', 'An article takes a comment that the account can read'],
      ['文章可以分享', 'An article can be shared'],
    ),
    shown('web-view.test.ts', 'an article from the chat › whose comments are closed has no box', [
      '关闭留言的文章没有输入框',
      'Closed comments have no box',
    ]),
    shown(
      'js-sdk.test.ts',
      'a page of the account cannot › read or change the simulator, reach into the window, replace it or frame it',
      ['账号的网页碰不到模拟器和窗口', 'A page of the account reaches neither simulator nor window'],
    ),
    shown(
      'hostile-strings.test.ts',
      'they are text on the pages of the simulator, too: articles, consent, choice of a person',
      ['文章和授权页里的标签只是文字', 'Markup in articles and consent pages is text'],
    ),
    shown(
      'web-view.test.ts',
      'a page › with the JS-SDK finds itself in WeChat; without, the browser’s own name stays',
      ['有 JS-SDK 的网页看到 MicroMessenger', 'A page with the JS-SDK sees MicroMessenger'],
    ),
    shown(
      'web-view.test.ts',
      'a page › that knows the dark follows the phone into it, whatever the system says',
      ['网页随手机变深色', 'A page follows the phone into the dark'],
    ),
    shown('web-view.test.ts', 'an article from the chat › is dark when the phone is', [
      '文章也随手机变深色',
      'So does an article',
    ]),
  ],
}

export const OAUTH: Area = {
  zh: '网页授权',
  en: 'Web authorization',
  shown: [
    shown('phone-web.test.ts', '网页授权 › asks nobody for the openid', [
      'snsapi_base 不问人',
      'snsapi_base asks nobody',
    ]),
    shown('phone-web.test.ts', '网页授权 › asks for nickname and picture; the person answers as themselves', [
      'snsapi_userinfo 先问昵称和头像',
      'snsapi_userinfo asks for nickname and picture',
    ]),
    shown(
      'phone-web.test.ts',
      '网页授权 › or as another identity, or not at all: back with the state alone',
      ['可以换另一个身份', 'Another identity can be chosen'],
      ['拒绝后只带 state 回去', 'A refusal goes back with the state alone'],
    ),
    shown(
      'phone-web.test.ts',
      '网页授权 › of a snapshot page gives a virtual user, until the whole service is asked for',
      ['快照页给出虚拟用户', 'A snapshot page gives a virtual user'],
      ['可以改用完整服务', 'Until the whole service is asked for'],
    ),
    shown('phone-web.test.ts', '网页授权 › to a domain that is not on the list is refused with 10003', [
      '不在授权域名里：10003',
      'A domain that is not on the list: 10003',
    ]),
    shown('phone-web.test.ts', '网页授权 › gives a code for once: loaded again, the page hears 40163', [
      'code 只能用一次：40163',
      'A code serves once: 40163',
    ]),
    shown('phone-web.test.ts', '网页授权 › gives a code for five minutes', [
      'code 五分钟后过期：40029',
      'A code ends after five minutes: 40029',
    ]),
    shown(
      'tutorial.test.ts',
      '网页授权 › a person who agrees sees their own profile, with what WeChat leaves empty said plainly',
      ['同意后网页读到昵称和头像', 'Who agrees is known by nickname and picture'],
    ),
    shown(
      'tutorial.test.ts',
      '网页授权 › with the profile fields of before 2021 the page is as in the tutorial',
      ['开关可以恢复 2021 年前的资料', 'A switch brings back the profile of before 2021'],
    ),
    shown(
      'phone-web.test.ts',
      '网页授权 › in a browser of one’s own asks who one is; anybody is found by a search',
      ['在普通浏览器里先选是谁，可以搜索', 'In a browser of one’s own one chooses who one is, by a search'],
    ),
  ],
}
