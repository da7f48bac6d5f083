/** `yingwu trigger`: somebody does something, and we see what the server made of it. */
import { VERDICTS } from '@yingwu/simulator'
import type { Action, ActionResult, Fan, Push } from '@yingwu/simulator/types'
import type { Input } from '../commands.ts'
import { controlOf, simulatorUrl } from '../control.ts'
import { FAILED } from '../exit-codes.ts'
import { convertFor, PUSH_KINDS, sampleFields, toKind } from '../push-kinds.ts'
import { type Fields, setFields } from '../set-fields.ts'
import { UsageError } from '../usage-error.ts'

export async function trigger({ args, options, terminal }: Input): Promise<number> {
  const action = toAction(args[0] ?? '', options.all('set'))
  const simulator = controlOf(simulatorUrl(terminal, options))
  const openid = options.get('openid') ?? (await firstPerson(() => simulator.get<Fan[]>('/fans')))
  const result = await simulator.post<ActionResult>(`/fans/${encodeURIComponent(openid)}/actions`, action)
  if (options.has('json')) terminal.out(JSON.stringify(result, null, 2))
  else for (const line of describe(result)) terminal.out(line)
  const isFailed = result.pushes.length === 0 || result.pushes.some(({ outcome }) => outcome === 'failed')
  return isFailed ? FAILED : 0
}

async function firstPerson(read: () => Promise<Fan[]>): Promise<string> {
  const [fan] = await read()
  if (!fan)
    throw new UsageError(
      '模拟器里没有人，请先在手机页面添加一位',
      'the simulator has nobody: add a person on the phone first',
    )
  return fan.openid
}

/** Gestures of the control API that are no message and no event. */
export const GESTURES = [
  'follow',
  'unfollow',
  'scan',
  'menu',
  'sticker',
  'contact',
  'subscribe',
  'rejectNotices',
  'refuseTemplates',
  'reportLocation',
  'comment',
  'share',
] as const satisfies Action['type'][]

export const TRIGGERS: readonly string[] = [
  ...new Set([...GESTURES.filter((name) => name !== 'subscribe'), ...PUSH_KINDS]),
]

/** WeChat's names of fields, as the gestures call them. */
const GESTURE_FIELDS: { readonly [name: string]: string } = {
  Location_X: 'latitude',
  Location_Y: 'longitude',
}
const NUMBERS = new Set([
  'seconds',
  'latitude',
  'longitude',
  'scale',
  'size',
  'pictures',
  'precision',
  'index',
])

function toAction(word: string, settings: readonly string[]): Fields {
  const gesture = GESTURES.find((name) => name === word)
  if (gesture !== undefined && gesture !== 'subscribe') return { type: gesture, ...members(settings) }
  const kind = toKind(word)
  const [group, name = ''] = kind.split(':')
  if (group === 'message')
    return { type: name, ...(name === 'text' && { content: '你好' }), ...members(settings) }

  const given = setFields({}, settings, convertFor(kind))
  const { EventKey = '' } = given
  const scene = typeof EventKey === 'string' ? EventKey.replace(/^qrscene_/, '') : ''
  if (name === 'subscribe') return { type: 'follow', ...(scene !== '' && { scene }) }
  if (name === 'unsubscribe') return { type: 'unfollow' }
  if (name === 'SCAN' && scene !== '') return { type: 'scan', scene }
  return {
    type: 'event',
    event: name,
    fields: setFields(sampleFields(kind, Date.now()), settings, convertFor(kind)),
  }
}

function members(settings: readonly string[]): Fields {
  const given = setFields({}, settings, (text, [name = '']) =>
    NUMBERS.has(toMember(name)) && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text,
  )
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [toMember(name), value]))
}

/** `Content` → `content`, `Location_X` → `latitude` */
function toMember(name: string): string {
  return GESTURE_FIELDS[name] ?? name.charAt(0).toLowerCase() + name.slice(1)
}

const OUTCOMES = { replied: '✓', silent: '✓', failed: '✗' }

function describe({ pushes, messages }: ActionResult): string[] {
  if (pushes.length === 0)
    return [
      '没有推送：服务器没有接通或已停用，或此人没有关注 / nothing was pushed: no server, switched off, or no follower',
    ]
  return [
    ...pushes.flatMap((push) => describePush(push)),
    ...messages
      .filter(({ from }) => from !== 'fan')
      .map((message) => `  → ${'content' in message ? message.content : `[${message.type}]`}`),
  ]
}

function describePush({ id, kind, summary, outcome, attempts, notSent }: Push): string[] {
  const mark = outcome === null ? '…' : OUTCOMES[outcome]
  return [
    `${mark} #${id} ${kind} ${summary}`,
    ...(notSent ? [`  ${notSent.explanation.zh}`, `  ${notSent.explanation.en}`] : []),
    ...attempts.map(({ n, of, verdict, durationMs, explanation }) => {
      const { zh, en } = VERDICTS[verdict]
      const why = explanation === null ? '' : `\n      ${explanation.zh}\n      ${explanation.en}`
      return `  ${n}/${of} ${zh} ${en} ${durationMs ?? '…'} ms${why}`
    }),
  ]
}
