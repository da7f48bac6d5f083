/**
 * Makes a transcript of what the world remembers: the push log tells what people did, the phones what came of it.
 * Nothing has to be switched on beforehand, and what was imported with a state can be told, too.
 *
 * Not told: replays of pushes and of transcripts, taps and gestures of which no account hears (a menu button that shows material), and what
 * agents write at their desk.
 */
import type { Transcript } from '../control/types.ts'
import { Problem } from '../problem.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { addAnswers } from './answers.ts'
import { transcriptCheck } from './check.ts'
import { findGestures, type Selection } from './gestures.ts'
import { castOf, nameThem, toStep } from './to-steps.ts'
import { createVeil, type Known } from './veil.ts'

export interface TakeOptions extends Selection {
  name: string
  account: AccountRecord
  /** Only these people. */
  openids?: readonly string[] | undefined
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
