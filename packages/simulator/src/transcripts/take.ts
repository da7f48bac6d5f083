/**
 * Makes a transcript of what the world remembers: the push log tells what people did, the phones what came of it.
 * Nothing has to be switched on beforehand, and what was imported with a state can be told, too.
 *
 * Not told: replays of pushes and of transcripts, taps and gestures of which no account hears (a menu button that shows material), and what
 * agents write at their desk.
 */
import type {
  Action,
  ExpectedMessage,
  PhoneMessage,
  Push,
  Transcript,
  TranscriptFan,
  TranscriptMark,
  TranscriptStep,
} from '../control/types.ts'
import { Problem } from '../problem.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { transcriptCheck } from './check.ts'
import { withFile } from './files.ts'
import { toFailure, toShown } from './shown.ts'
import { fromBubble, toAction } from './to-action.ts'
import { createVeil, type Known, type Veil } from './veil.ts'

export interface TakeOptions {
  name: string
  account: AccountRecord
  /** Only these people. */
  openids?: readonly string[] | undefined
  /** Only what came after. */
  since?: TranscriptMark | undefined
  /** Only this push. */
  push?: number | undefined
}

/** A gesture with its place among all messages of the world. */
interface Gesture {
  fan: FanRecord
  action: Action
  at: number
  place: number
  push: Push | undefined
  /** Told to a stranger, whom no account hears. */
  isUnheard: boolean
  answers: { fan: FanRecord; message: PhoneMessage }[]
}

/** @throws Problem 409 when nobody did anything, or too many did too much */
export function takeTranscript(world: World, options: TakeOptions): Transcript {
  const { name, account } = options
  const fans = world.fans
    .of(account.appid)
    .filter(({ openid }) => options.openids?.includes(openid) ?? !world.transcripts.isEngaged(openid))
  const gestures = findGestures(world, fans, options)
  if (gestures.length === 0)
    throw new Problem(
      409,
      'nothing_done',
      'Nobody has done anything that could be recorded; write something on a phone first',
    )
  addAnswers(world, fans, gestures, options)
  const aliases = nameThem([
    ...new Set(gestures.flatMap(({ fan, answers }) => [fan, ...answers.map((one) => one.fan)])),
  ])
  const veil = createVeil(knownOf(world, account, aliases))
  const transcript: Transcript = {
    yingwu: 'transcript',
    version: 1,
    name,
    fans: castOf(gestures, aliases),
    steps: gestures.map((gesture, at) => toStep(gesture, gestures[at - 1], aliases, veil)),
  }
  const problem = transcriptCheck.problem(transcript, '')
  if (problem !== null)
    throw new Problem(
      409,
      'too_much',
      `This is no story for a transcript: ${problem}. Record a shorter one, or name the people with openids`,
    )
  return transcript
}

export function knownOf(
  world: World,
  { appid, ghId }: AccountRecord,
  fans: ReadonlyMap<FanRecord, string>,
): Known {
  const aliases = new Map(
    [...fans].flatMap(
      ([{ openid, unionid }, alias]) =>
        [
          [openid, alias],
          [unionid, alias],
        ] as const,
    ),
  )
  return { aliases, appid, ghId, url: world.url() }
}

// === What people did

function findGestures(world: World, fans: readonly FanRecord[], options: TakeOptions): Gesture[] {
  const byOpenid = new Map(fans.map((fan) => [fan.openid, fan]))
  const { since, push: only } = options
  const pushes = world.pushes
    .newest(Number.POSITIVE_INFINITY, ({ id, openid, replayOf }) => {
      const isMeant = only === undefined ? id > (since?.push ?? 0) : id === only
      return isMeant && replayOf === undefined && byOpenid.has(openid)
    })
    .toReversed()
  const bubbles = new Map(
    fans.flatMap(({ openid }) => world.messages.of(openid)).map((message) => [message.id, message]),
  )
  const gestures = pushes.flatMap((push) => {
    const fan = byOpenid.get(push.openid)
    const bubble = push.messageId === null ? undefined : bubbles.get(push.messageId)
    const action = toAction(push.fields, bubble)
    if (!fan || action === null) return []
    const told = withFile(world, action, bubble)
    return [
      { fan, action: told, at: push.at, place: placeOf(push, bubbles), push, isUnheard: false, answers: [] },
    ]
  })
  if (only !== undefined) return gestures
  return [...gestures, ...unheard(world, bubbles, byOpenid, gestures, since)].sort(
    (one, other) => one.place - other.place || one.at - other.at,
  )
}

/** Bubbles that no push carried: of strangers, of people on the black list, with an agent, without a server. */
function unheard(
  world: World,
  bubbles: ReadonlyMap<number, PhoneMessage>,
  byOpenid: ReadonlyMap<string, FanRecord>,
  heard: readonly Gesture[],
  since: TranscriptMark | undefined,
): Gesture[] {
  const carried = new Set(heard.map(({ push }) => push?.messageId))
  return [...bubbles.values()].flatMap((bubble) => {
    const fan = byOpenid.get(bubble.openid)
    const action = fromBubble(bubble)
    const isMeant = bubble.from === 'fan' && bubble.pushId === null && bubble.id > (since?.message ?? 0)
    if (!fan || !isMeant || action === null || carried.has(bubble.id)) return []
    const isUnheard = isStrangers(bubbles.get(bubble.id + 1))
    const told = withFile(world, action, bubble)
    return [{ fan, action: told, at: bubble.at, place: bubble.id, push: undefined, isUnheard, answers: [] }]
  })
}

/** A bubble has its own place; an event stands behind what was there when it began. */
function placeOf({ messageId, afterMessage, at }: Push, bubbles: ReadonlyMap<number, PhoneMessage>): number {
  if (messageId !== null) return messageId
  if (afterMessage !== undefined) return afterMessage + 0.5
  // A push of an older state document.
  const before = [...bubbles.values()].filter((message) => message.at < at).map(({ id }) => id)
  return Math.max(0, ...before) + 0.5
}

function isStrangers(message: PhoneMessage | undefined): boolean {
  return message?.type === 'notice' && message.code === 'unfollowed'
}

// === What came of it

function addAnswers(
  world: World,
  fans: readonly FanRecord[],
  gestures: readonly Gesture[],
  { push: only }: TakeOptions,
): void {
  const byPush = new Map(gestures.map((gesture) => [gesture.push?.id ?? null, gesture]))
  for (const fan of fans) {
    const chat = world.messages.of(fan.openid)
    for (const [index, message] of chat.entries()) {
      if (message.from === 'fan' || !isRepeatable(message, chat[index - 1])) continue
      if (message.pushId !== null) {
        byPush.get(message.pushId)?.answers.push({ fan, message })
        continue
      }
      const last = gestures.findLast(({ place }) => place < message.id)
      // Of a single push only its own person's messages belong to it, up to whatever they did next.
      const isNear = only === undefined || (last?.fan === fan && !hasActedSince(chat, last, message))
      if (isNear) last?.answers.push({ fan, message })
    }
  }
  for (const { answers } of gestures) answers.sort((one, other) => one.message.id - other.message.id)
}

function hasActedSince(chat: readonly PhoneMessage[], { place }: Gesture, { id }: PhoneMessage): boolean {
  return chat.some((message) => message.from === 'fan' && message.id > place && message.id < id)
}

/** What a replay of the told gestures brings about again. */
function isRepeatable(message: PhoneMessage, before: PhoneMessage | undefined): boolean {
  if (isStrangers(message)) return before?.from === 'fan'
  const isAgents = message.via === 'custom' && message.callId === null
  const isMaterial = message.via === 'platform' && message.from === 'account'
  return !isAgents && !isMaterial
}

// === As a file

/** Answers that took longer than this are given as much time again. */
const LATE_MS = 5000
const LONGEST_WITHIN_SECONDS = 120

function toStep(
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
function nameThem(fans: readonly FanRecord[]): Map<FanRecord, string> {
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

function castOf(
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
