/** Steps and answers in a few words, 中文 first: for reports in a terminal and names of tests. */
import type { Action, ReplayLine, ReplayReport, StepReport } from '../control/types.ts'
import { isRecord } from '../check.ts'

const GESTURES: { [Type in Action['type']]: string } = {
  follow: '关注',
  unfollow: '取消关注',
  text: '发文字',
  image: '发图片',
  voice: '发语音',
  video: '发视频',
  shortvideo: '发小视频',
  location: '发位置',
  link: '发链接',
  file: '发文件',
  sticker: '发表情',
  contact: '发名片',
  menu: '点菜单',
  scan: '扫码',
  subscribe: '回应订阅通知',
  rejectNotices: '关闭订阅通知',
  refuseTemplates: '拒收模板消息',
  reportLocation: '上报位置',
  comment: '写留言',
  share: '分享',
  event: '事件',
}

export function describeAction(action: Action): string {
  const detail = detailOf(action)
  return `${GESTURES[action.type]}${detail === '' ? '' : `「${shorten(detail)}」`}`
}

/** What the gesture is about: the words of a text, the key of a button. */
export function detailOf(action: Action): string {
  switch (action.type) {
    case 'text':
    case 'comment':
      return action.content
    case 'voice':
      return action.recognition ?? ''
    case 'menu':
      return action.name ?? action.key ?? action.url ?? ''
    case 'follow':
    case 'scan':
      return String(action.scene ?? '')
    case 'location':
      return action.label ?? ''
    case 'link':
    case 'file':
      return action.title ?? ''
    case 'contact':
      return action.nickname ?? ''
    case 'event':
      return action.event
    default:
      return ''
  }
}

/** `text「你好」 (reply)` */
export function describeMessage(message: { [member: string]: unknown }): string {
  const { type, via, verdict } = message
  const words = wordsOf(message)
  const how = typeof via === 'string' ? ` (${via})` : ''
  return `${typeof type === 'string' ? type : '…'}${words === '' ? '' : `「${shorten(words)}」`}${how}${typeof verdict === 'string' ? ` ${verdict}` : ''}`
}

/** All that a message says, in one line. */
export function wordsOf({
  to: _to,
  type: _type,
  via: _via,
  verdict: _verdict,
  ...content
}: {
  [member: string]: unknown
}) {
  const texts = Object.values(content).flatMap((value) => textsIn(value))
  return texts.filter((text) => text !== '').join(' · ')
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item))
  if (!isRecord(value)) return []
  const { matches } = value
  return typeof matches === 'string'
    ? [`/${matches}/`]
    : Object.values(value).flatMap((entry) => textsIn(entry))
}

const LONGEST = 200

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

const MARKS = { passed: '✓', failed: '✗', ignored: '·' }
const SIGNS = { same: ' ', different: '±', missing: '-', extra: '+' }

/** The whole report: a line for each step, below it what differs. */
export function describeReport({ name, passed, steps, durationMs }: ReplayReport): string {
  const failed = steps.filter(({ state }) => state === 'failed').length
  const head = passed
    ? `✓ ${name}: ${steps.length} 步，与记录相同 / ${steps.length} steps, as recorded (${durationMs} ms)`
    : `✗ ${name}: ${failed}/${steps.length} 步与记录不同 / ${failed} of ${steps.length} steps differ (${durationMs} ms)`
  return [head, ...steps.flatMap((step, at) => describeStep(step, at + 1))].join('\n')
}

function describeStep({ fan, action, state, lines, problem }: StepReport, n: number): string[] {
  return [
    `  ${MARKS[state]} ${n}. ${fan} ${describeAction(action)}`,
    ...(problem === null ? [] : [`      ! ${problem}`]),
    ...(state === 'failed' ? lines.flatMap((line) => describeLine(line, fan)) : []),
  ]
}

function describeLine({ to, state, expected, got }: ReplayLine, actor: string): string[] {
  const where = to === actor ? '' : ` → ${to}`
  if (state === 'same' && got) return [`      ${SIGNS.same} ${describeMessage(got)}${where}`]
  return [
    ...(expected ? [`      ${SIGNS.missing} ${describeMessage(expected)}${where}`] : []),
    ...(got ? [`      ${SIGNS.extra} ${describeMessage(got)}${where}`] : []),
  ]
}
