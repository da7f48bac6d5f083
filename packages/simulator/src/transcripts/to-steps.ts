/** Gestures with their answers as people and steps of a file. */
import type { ExpectedMessage, TranscriptFan, TranscriptStep } from '../control/types.ts'
import type { FanRecord } from '../world/fans.ts'
import type { Gesture } from './gestures.ts'
import { toFailure, toShown } from './shown.ts'
import type { Veil } from './veil.ts'

/** Answers that took longer than this are given as much time again. */
const LATE_MS = 5000
const LONGEST_WITHIN_SECONDS = 120

export function toStep(
  { fan, action, at, push, answers }: Gesture,
  before: Gesture | undefined,
  aliases: ReadonlyMap<FanRecord, string>,
  veil: Veil,
): TranscriptStep {
  const after = before ? Math.round((at - before.at) / 1000) : 0
  const latest = Math.max(0, ...answers.map(({ message }) => message.at - at))
  const failure = push && toFailure(push)
  const expect = answers.map(({ fan: whose, message }): ExpectedMessage => {
    const { told } = toShown(message, veil)
    return whose === fan ? told : { to: aliases.get(whose) ?? '', ...told }
  })
  return {
    fan: aliases.get(fan) ?? '',
    ...(after > 0 && { after }),
    action,
    expect: failure ? [...expect, failure.told] : expect,
    ...(latest > LATE_MS && { within: Math.min(LONGEST_WITHIN_SECONDS, Math.ceil(latest / 500)) }),
  }
}

/** Nicknames, told apart where two are alike. */
export function nameThem(fans: readonly FanRecord[]): Map<FanRecord, string> {
  const aliases = new Map<FanRecord, string>()
  const taken = new Set<string>()
  for (const fan of fans) {
    const name = fan.nickname.slice(0, 32) || '粉丝'
    let alias = name
    for (let count = 2; taken.has(alias); count++) alias = `${name} ${count}`
    taken.add(alias)
    aliases.set(fan, alias)
  }
  return aliases
}

export function castOf(
  gestures: readonly Gesture[],
  aliases: ReadonlyMap<FanRecord, string>,
): { [alias: string]: TranscriptFan } {
  return Object.fromEntries(
    [...aliases].map(([fan, alias]) => {
      const first = gestures.find((gesture) => gesture.fan === fan)
      const isNew = first ? first.action.type === 'follow' || first.isUnheard : !fan.subscribed
      return [
        alias,
        {
          nickname: fan.nickname,
          ...(!isNew && { follows: true }),
          ...(fan.language !== 'zh_CN' && { language: fan.language }),
        },
      ]
    }),
  )
}
