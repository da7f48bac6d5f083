/** The panel's tabs about the world: clock, faults, state. */
import { type Area, shown } from './story.ts'

export const CLOCK: Area = {
  zh: '时钟',
  en: 'Clock',
  shown: [
    shown(
      'panel-clock.test.ts',
      'stands still, runs sixty times as fast, and goes back to real time',
      ['暂停', 'It stands still'],
      ['六十倍速', 'It runs sixty times as fast'],
      ['回到真实时间', 'It goes back to real time'],
    ),
    shown(
      'panel-clock.test.ts',
      'jumps to the end of a token, of the minute after a tap, of 48 hours, of media, of a code',
      ['跳到令牌到期', 'A jump to the end of a token'],
      ['跳到 1 分钟窗口结束', 'To the end of the minute after a tap'],
      ['跳到 48 小时结束', 'To the end of 48 hours'],
      ['跳到临时素材到期', 'To the end of temporary media'],
      ['跳到二维码到期', 'To the end of a code'],
    ),
    shown(
      'panel-clock.test.ts',
      'jumps to midnight, when quotas begin anew, and to the next month',
      ['跳到零点，额度重新计', 'To midnight, when quotas begin anew'],
      ['跳到下月一日', 'To the first of the next month'],
    ),
    shown(
      'panel-followers.test.ts',
      'a script › 100 of them reply 1 within 60 s: its progress is seen, and a jump finishes it',
      ['跳的途中该发生的都发生', 'What becomes due in a jump happens'],
    ),
  ],
}

export const FAULTS: Area = {
  zh: '故障',
  en: 'Faults',
  shown: [
    shown(
      'panel-faults.test.ts',
      'towards the bot › a rule has its kind of message, probability, count and seed',
      ['规则：方向、类型、概率、次数、种子', 'A rule: direction, kind, probability, count, seed'],
    ),
    shown(
      'panel-faults.test.ts',
      'towards the bot › %s',
      ['对机器人：推送晚到', 'To the bot: a late push'],
      ['对机器人：推送丢失', 'To the bot: a lost push'],
      ['对机器人：回复只到一半', 'To the bot: half an answer'],
      ['对机器人：TLS 错误', 'To the bot: a TLS error'],
      ['对机器人：连接重置', 'To the bot: a connection reset'],
      ['对机器人：请求来得慢', 'To the bot: a slow request'],
      ['对机器人：同一条来两次', 'To the bot: the same push twice'],
    ),
    shown('panel-faults.test.ts', 'towards the bot › reorder: the second question is answered first', [
      '对机器人：后一条先到',
      'To the bot: the second push first',
    ]),
    shown(
      'panel-faults.test.ts',
      'what strikes a call: an HTTP status, a page of HTML, nothing, half an answer, a broken connection, an errcode',
      ['对接口：HTTP 5xx', 'To a call: an HTTP 5xx'],
      ['对接口：HTML 错误页', 'To a call: a page of HTML'],
      ['对接口：空的回复', 'To a call: an empty answer'],
      ['对接口：一半回复和断开', 'To a call: half an answer, or a broken connection'],
      ['对接口：返回 -1、40001、45011、48001', 'To a call: -1, 40001, 45011, 48001'],
    ),
    shown(
      'panel-weather.test.ts',
      'faults › a rule is added, edited, switched off and deleted',
      ['规则可以加、改、停用、删除', 'Rules are added, edited, switched off and deleted'],
      ['对接口：返回 45009', 'To a call: 45009'],
    ),
    shown(
      'panel-weather.test.ts',
      'faults › a preset is one click, its hits are counted live, another click takes it away',
      ['预设一点就开，再点就关', 'A preset is one click, and another takes it away'],
      ['命中次数实时计', 'Hits are counted live'],
    ),
    shown('panel-faults.test.ts', 'every preset puts its own rules in place', [
      '四个预设：糟糕的星期五、活动高峰、微信繁忙、MarkFail',
      'Four presets: bad Friday, campaign burst, WeChat busy, MarkFail',
    ]),
  ],
}

export const STATE: Area = {
  zh: '状态',
  en: 'State',
  shown: [
    shown(
      'panel-weather.test.ts',
      'the state › is exported to a file and imported again; a wrong file is explained and changes nothing',
      ['导出一个文件，再导入', 'Exported to a file, and imported again'],
      ['不对的文件有说明，什么也不改', 'A wrong file is explained and changes nothing'],
    ),
    shown('panel-weather.test.ts', 'the state › a snapshot brings back what was, and keeps what is', [
      '有名字的快照；恢复之前先保存现在的',
      'Named snapshots; what is, is kept before',
    ]),
    shown(
      'panel-weather.test.ts',
      'the state › of one account goes back to its start, with a snapshot of what was',
      ['只重置一个账号', 'One account alone is reset'],
      ['只导出一个账号', 'One account alone is exported'],
    ),
    shown('panel-forms.test.ts', 'everything is reset after a question, and the server stays connected', [
      '全部重置，先问一句，服务器还接着',
      'All is reset after a question; the server stays connected',
    ]),
    shown('state-kept.test.ts', 'what was said and set is there again in the next run', [
      '退出时自动保存，下次接着用',
      'Kept on exit, and there again in the next run',
    ]),
    shown(
      'panel-weather.test.ts',
      'the state › of the account comes back from a snapshot or a file, and the clock stays',
      ['只恢复或导入一个账号，时钟不变', 'One account alone is restored or imported; the clock stays'],
    ),
  ],
}
