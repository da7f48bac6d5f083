/** The panel's log of API calls. */
import { type Area, shown } from './story.ts'

export const CALLS: Area = {
  zh: '接口日志',
  en: 'API calls',
  shown: [
    shown(
      'panel-calls.test.ts',
      'the calls of a program › appear as they are made, with title, path and outcome',
      ['调用立即出现：名称、路径、结果', 'Calls appear as they are made: title, path, outcome'],
    ),
    shown(
      'panel-calls.test.ts',
      'the calls of a program › an unknown field is pointed out with the one that was meant, the errcode in words',
      ['写错的字段：指出想写的是哪个', 'A misspelled field: the one that was meant is named'],
      ['错误码的意思', 'The errcode in words'],
      ['链接到参考文档', 'A link to the reference'],
    ),
    shown(
      'panel-calls.test.ts',
      'the calls of a program › failures alone, a search, and a shell line without secrets',
      ['只看失败的', 'Failures alone'],
      ['按文字搜索', 'A search'],
      ['复制为 curl，不带密钥', 'Copy as curl, without secrets'],
    ),
    shown('panel-calls.test.ts', 'the calls of a program › arrow keys walk through them', [
      '用方向键翻看',
      'Arrow keys walk through them',
    ]),
    shown(
      'panel-calls.test.ts',
      'ten thousand calls scroll without drawing more than the screen holds, and the list stands still',
      ['一万行也流畅，新调用不推走正在看的', 'Ten thousand rows scroll, and stand still while new ones come'],
    ),
    shown(
      'panel-tokens.test.ts',
      'a call shows who made it, with which token in short, what was asked and answered; its rid finds it',
      ['谁调用的、用了哪个令牌', 'Who called, with which token'],
      ['请求和回复', 'Request and answer'],
      ['用 rid 搜索', 'A rid finds its call'],
    ),
    shown(
      'panel-logs.test.ts',
      'fifty thousand calls: the newest is seen, the refused ones are filtered, a search finds the oldest, and it goes first',
      ['五万行也找得到最早的，满了先丢最早的', 'Of fifty thousand rows the oldest is found, and goes first'],
    ),
  ],
}
