/** The panel's tabs about the account: tokens, kind, followers. */
import { type Area, shown } from './story.ts'

export const TOKENS: Area = {
  zh: '令牌',
  en: 'Tokens',
  shown: [
    shown(
      'panel-changes.test.ts',
      'tokens › %s makes the next call fail with %i',
      ['当前令牌和倒计时', 'The current token with its countdown'],
      ['立即过期：42001', 'Expire now: 42001'],
      ['在背后换掉：40001', 'Replaced behind one’s back: 40001'],
      ['吊销：40001，没有新的顶上', 'Revoked: 40001, with none in their place'],
    ),
    shown(
      'panel-changes.test.ts',
      'the secret › is reset after a question, and frozen by a switch',
      ['重置 AppSecret：旧的 40125', 'The secret is reset: 40125 for the old one'],
      ['冻结 AppSecret：40243', 'The secret is frozen: 40243'],
    ),
    shown(
      'panel-changes.test.ts',
      'the secret › an address that is not on the IP list is refused, and a wrong entry explained',
      ['IP 白名单以外：40164', 'An address that is not on the IP list: 40164'],
      ['写错的地址会说明', 'A wrong entry is explained'],
    ),
    shown('panel-changes.test.ts', 'this machine › is taken off the IP list by one click, and let in again', [
      '一下把本机移出白名单',
      'This machine is taken off the list by one click',
    ]),
    shown(
      'panel-tokens.test.ts',
      'the old token lives on for five minutes beside the new one, then it is gone',
      ['上一个令牌再活五分钟', 'The one before lives on for five minutes'],
    ),
    shown(
      'panel-tokens.test.ts',
      'the stable token is one of its own, and tickets are listed with what they are for',
      ['稳定版令牌', 'The stable token'],
      ['票据和倒计时', 'Tickets with their countdown'],
    ),
    shown('panel-tokens.test.ts', 'AppID and secret are copied', [
      '复制 AppID 和 AppSecret',
      'AppID and secret are copied',
    ]),
  ],
}

export const KIND: Area = {
  zh: '账号类型和开关',
  en: 'Kind of account',
  shown: [
    shown(
      'panel-changes.test.ts',
      'the account › another kind says first what is lost, and then answers 48001',
      ['换类型之前说明少了哪些接口', 'Another kind says first which calls are lost'],
      ['没有的接口返回 48001', 'What it may not call answers 48001'],
    ),
    shown(
      'panel-changes.test.ts',
      'the account › a switch takes effect, says that it was changed, and goes back',
      ['单个开关，改过的有标记，可以还原', 'Single switches, marked when changed, and undone'],
    ),
    shown('panel-changes.test.ts', 'the account › quotas count, and go back to 0', [
      '额度在计数，可以清零',
      'Quotas count, and go back to 0',
    ]),
    shown('panel-forms.test.ts', 'an account is of any of the five kinds', [
      '五种账号类型',
      'Five kinds of account',
    ]),
  ],
}

export const FOLLOWERS: Area = {
  zh: '粉丝',
  en: 'Followers',
  shown: [
    shown(
      'panel-followers.test.ts',
      'a crowd › of 10,000 is generated, scrolled through, searched, and one of them talks',
      ['生成一万人，带标签比例', 'Ten thousand people, with shares of tags'],
      ['滚动和搜索', 'Scrolled through and searched'],
      ['打开其中一个人的手机说话', 'One of them opens a phone and talks'],
    ),
    shown(
      'panel-followers.test.ts',
      'a crowd › leaves the rail usable: some slots, and a search for everybody else',
      ['人多时左边只放几个，其余靠搜索', 'Of a crowd the rail shows some; a search finds the others'],
    ),
    shown('panel-followers.test.ts', 'a crowd › or a script that cannot be is told in the form', [
      '做不到的要求在表单里说明',
      'What cannot be is told in the form',
    ]),
    shown('panel-followers.test.ts', 'hostile names and remarks are text everywhere', [
      '特别的人：emoji、从右到左、带标签的昵称',
      'Odd people: emoji, right to left, markup in their names',
    ]),
    shown(
      'panel-followers.test.ts',
      'a script › 100 of them reply 1 within 60 s: its progress is seen, and a jump finishes it',
      ['脚本：100 人在 60 秒内回复 1', 'A script: 100 of them reply 1 within 60 s'],
      ['脚本的进度', 'Its progress is seen'],
    ),
    shown('panel-followers.test.ts', 'a script › is stopped, and is still there after a reload', [
      '脚本可以停下',
      'A script can be stopped',
    ]),
    shown(
      'panel-forms.test.ts',
      'a crowd has the days, sources, languages and habits that were asked for, and the same seed the same people',
      ['关注的时间和来源', 'When and whence they follow'],
      ['语言和活跃程度', 'Languages and how many talk'],
      ['同一种子得到同样的人', 'The same seed gives the same people'],
    ),
  ],
}
