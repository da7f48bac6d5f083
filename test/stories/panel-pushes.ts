/** The panel's log of pushes. */
import { type Area, shown } from './story.ts'

export const PUSHES: Area = {
  zh: '推送日志',
  en: 'Push log',
  shown: [
    shown(
      'push-log.test.ts',
      'a push that fails › shows three attempts, the reason, and the grey line on the phone',
      ['三次请求各一条', 'Three attempts, a line each'],
      ['结果用微信的说法：请求超时', 'The outcome in WeChat’s words: 请求超时'],
      ['说明原因和办法', 'The cause and the remedy are said'],
    ),
    shown('push-log.test.ts', 'a push that fails › for a JSON answer names the mistake and shows the bytes', [
      '回复不合法：指出错在哪里，并显示字节',
      'An invalid reply: the mistake is named, the bytes shown',
    ]),
    shown(
      'panel-weather.test.ts',
      'faults › MarkFail is seen in the push log and on the account tab, where it is lifted',
      [
        'MarkFail 自动屏蔽：在日志里看到，在账号页解除',
        'MarkFail is seen in the log, and lifted on the account tab',
      ],
    ),
    shown(
      'panel-weather.test.ts',
      'a push of the log › is replayed with the same MsgId, edited, and in the name of another person',
      ['重放，MsgId 不变', 'Replay, with the same MsgId'],
      ['改后重放', 'Replay, edited'],
      ['换人重放', 'Replay as another person'],
    ),
    shown('panel-logs.test.ts', 'the curl line of a push sends what was sent, and the program answers it', [
      '复制为 curl',
      'Copy as curl',
    ]),
    shown('panel-transcripts.test.ts', 'a push is copied as a test', ['复制为测试', 'Copy as a test']),
    shown(
      'panel-logs.test.ts',
      'a pinned push › carries its mark, is found among the pinned ones, and is let go again',
      ['钉住，并只看钉住的', 'Pinned, and found among the pinned ones'],
    ),
    shown(
      'panel-logs.test.ts',
      'fifty thousand pushes: the screen draws what it holds, the newest is seen, a search finds the oldest',
      ['五万行也只画屏幕上的', 'Of fifty thousand rows those on screen are drawn'],
      ['搜索找得到最早的一行', 'A search finds the oldest row'],
      ['新的推送不推走正在看的', 'What is new does not move what is read'],
    ),
    shown(
      'panel-pushes.test.ts',
      'a row › says who, what, when and how it ended, and how long it took on a scale of 5 seconds',
      ['一行：时间、谁、类型、内容、结果', 'A row: time, person, kind, words, outcome'],
      ['色条对着 5 秒线', 'A bar against the line of 5 seconds'],
    ),
    shown(
      'panel-pushes.test.ts',
      'a row › names it as WeChat does: %s',
      ['DNS 失败', 'DNS failed'],
      ['连接失败', 'No connection'],
      ['HTTP 状态错误', 'A wrong HTTP status'],
      ['第几次请求：3/3', 'Which attempt: 3/3'],
    ),
    shown('panel-pushes.test.ts', 'a row › counts the seconds while the answer is awaited', [
      '等待时数着秒',
      'The seconds are counted while it waits',
    ]),
    shown(
      'panel-pushes.test.ts',
      'the detail › shows the message, what left in safe mode, the query and the headers',
      ['明文', 'The message in the clear'],
      ['密文', 'The message as it left'],
      ['查询参数和请求头', 'Query and headers'],
    ),
    shown(
      'panel-pushes.test.ts',
      'the detail › checks the reply field by field, and shows it in the clear',
      ['回复逐字段检查', 'The reply is checked field by field'],
      ['手机上出现了什么', 'What the phone showed of it'],
    ),
    shown(
      'panel-pushes.test.ts',
      'the detail › shows what was signed, and what the reply’s signature should have been',
      ['签名的输入，应是什么、收到什么', 'What was signed; the signature expected and got'],
    ),
    shown(
      'panel-pushes.test.ts',
      'the detail › leads to the bubble, by its button and by B',
      ['从推送回到气泡', 'From a push to its bubble'],
      ['B 键来回', 'B goes to and fro'],
    ),
    shown(
      'panel-pushes.test.ts',
      'the log › stands still while it is held, and shows what came in the meantime',
      ['停住日志，数着新来的', 'The log is held; what comes is counted'],
    ),
    shown(
      'panel-pushes.test.ts',
      'the log › shows failures alone, and is walked through with arrow keys',
      ['只看失败的', 'Failures alone'],
      ['方向键翻看', 'Arrow keys walk through it'],
    ),
    shown('panel-followers.test.ts', 'a crowd › is searched for whoever shall send a push once more', [
      '换人重放可以在一万人里搜索',
      'Of ten thousand people one is searched for a replay',
    ]),
    shown('window-load.test.ts', 'an open push is read whole, and followed while it goes on', [
      '打开的推送读到全文，并跟着变化',
      'An open push is read whole, and followed while it goes on',
    ]),
    shown('window-load.test.ts', 'a search finds what a row does not show', [
      '搜索也找正文里的字',
      'A search finds what a row does not show',
    ]),
  ],
}
