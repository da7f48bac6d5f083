/** 复制为测试: one push of the log as a test for vitest. */
import type { Action, ExpectedMessage, Transcript } from '../control/types.ts'
import { describeAction } from './describe.ts'

/** @param transcript of one step */
export function toTest({ fans, steps }: Transcript): string {
  const [step] = steps
  const fan = step && fans[step.fan]
  if (!step || !fan) return ''
  const expected = (step.expect ?? []).filter(({ to, type }) => to === undefined && type !== 'failure')
  const isNew = fan.follows !== true
  return `import { startSimulator } from '@yingwu/simulator/testing'
import { expect, test } from 'vitest'
import { createCallback, createClient, fetchHandler } from 'yingwu'
import bot from './bot.ts'

test(${quote(`${fan.nickname} ${describeAction(step.action)}`)}, async () => {
  await using wechat = await startSimulator({
    bot: (account) => fetchHandler(createCallback({ ...account, bot, api: createClient(account).api })),
  })
  const fan = await wechat.fan({ nickname: ${quote(fan.nickname)}${isNew ? '' : ', follow: true'} })
  const before = fan.messages.length
  await ${gesture(step.action)}
${expectation(expected)}
})
`
}

/** What stood on the phone before, such as a greeting, does not count; later answers get a minute. */
function expectation(expected: readonly ExpectedMessage[]): string {
  const wanted = expected.map((message) => `    ${literal(message)},`)
  const list = wanted.length === 0 ? '[]' : `[\n${wanted.join('\n')}\n  ]`
  const isLate = expected.some(({ via }) => via === 'custom' || via === 'template')
  return `  ${isLate ? "await wechat.clock.advance('1m')" : 'await wechat.idle()'}
  const answers = fan.messages.slice(before).filter(({ from }) => from !== 'fan')
  expect(answers).toMatchObject(${list})`
}

function gesture(action: Action): string {
  const { type: _type, ...what } = action
  switch (action.type) {
    case 'text':
      return action.bizmsgmenuid === undefined ? `fan.says(${quote(action.content)})` : does(action)
    case 'follow':
      return action.scene === undefined ? 'fan.follows()' : `fan.follows(${literal(action.scene)})`
    case 'unfollow':
      return 'fan.unfollows()'
    case 'scan':
      return action.scene === undefined ? does(action) : `fan.scans(${literal(action.scene)})`
    case 'menu':
      return action.key === undefined ? `fan.taps(${literal(what)})` : `fan.taps(${quote(action.key)})`
    case 'image':
    case 'voice':
    case 'video':
    case 'location':
    case 'link':
    case 'file':
    case 'contact':
      return `fan.sends.${action.type}(${Object.keys(what).length === 0 ? '' : literal(what)})`
    case 'sticker':
      return 'fan.sends.sticker()'
    default:
      return does(action)
  }
}

function does(action: Action): string {
  return `fan.does(${literal(action)})`
}

/** A value as the code that makes it; texts with something veiled as a pattern. */
function literal(value: unknown): string {
  if (typeof value === 'string') return isVeiled(value) ? pattern(value) : quote(value)
  if (Array.isArray(value)) return `[${value.map((item) => literal(item)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, entry]) => {
    return `${/^[A-Za-z_]\w*$/.test(name) ? name : quote(name)}: ${literal(entry)}`
  })
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

const VEILED = /\{\{[^{}]+\}\}/

function isVeiled(text: string): boolean {
  return VEILED.test(text)
}

function pattern(text: string): string {
  const parts = text.split(VEILED).map((part) => part.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`))
  return `expect.stringMatching(/^${parts.join('.+').replaceAll(/[\n\r\u2028\u2029]/g, '.')}$/s)`
}

function quote(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)
  return `'${escaped}'`
}
