/** What a transcript may look like, on its way in: from the control API, a state document, a test. */
import { actionCheck } from '../actions/checks.ts'
import {
  array,
  boolean,
  type Check,
  dictionary,
  fits,
  isRecord,
  literal,
  number,
  object,
  optional,
  string,
} from '../check.ts'
import type {
  ExpectedMessage,
  NewReplay,
  NewTranscript,
  PushLogImport,
  Transcript,
  TranscriptFan,
  TranscriptStep,
} from '../control/types.ts'

const MAX_STEPS = 5000
const MAX_FANS = 1000
const MAX_PATTERN = 1000
const MAX_WAIT_SECONDS = 600
const MAX_LOG_CHARACTERS = 16 * 1024 * 1024

const name = string({ min: 1, max: 100, pattern: /^[^\p{Cc}/\\]+$/u, says: 'a name without slashes' })
const alias = string({ min: 1, max: 64 })
const within = optional(number({ min: 0, max: MAX_WAIT_SECONDS }))

const expectedCheck: Check<ExpectedMessage> = {
  schema: { type: 'object', properties: { to: alias.schema } },
  problem(value, at) {
    if (!isRecord(value)) return `${at} must be an object such as {"type": "text", "content": "你好"}`
    return optional(alias).problem(value['to'], `${at}.to`) ?? patternProblem(value, at)
  },
}

const members = object<Transcript>({
  yingwu: literal('transcript'),
  version: literal(1),
  name,
  fans: dictionary(
    object<TranscriptFan>({
      nickname: string({ max: 1000 }),
      follows: optional(boolean),
      language: optional(string({ max: 16 })),
    }),
  ),
  steps: array(
    object<TranscriptStep>({
      fan: alias,
      action: actionCheck,
      after: optional(number({ min: 0, max: 10 * 365 * 24 * 3600 })),
      expect: optional(array(expectedCheck, { max: MAX_FANS })),
      ignore: optional(boolean),
      within,
    }),
    { max: MAX_STEPS },
  ),
})

export const transcriptCheck: Check<Transcript> = {
  schema: members.schema,
  problem(value, at) {
    const found = members.problem(value, at)
    if (found !== null || !fits(members, value)) return found
    const { fans, steps } = value
    if (Object.keys(fans).length > MAX_FANS) return `${place(at, 'fans')} may name at most ${MAX_FANS} people`
    for (const [index, step] of steps.entries()) {
      const named = [step.fan, ...(step.expect ?? []).map(({ to = step.fan }) => to)]
      const unknown = named.find((one) => !Object.hasOwn(fans, one))
      if (unknown !== undefined)
        return `${place(at, `steps[${index}]`)} speaks of ${unknown}, who is not among fans (${Object.keys(fans).join(', ')})`
    }
    return null
  },
}

export const newTranscriptCheck = object<NewTranscript>({
  name,
  openids: optional(array(string(), { max: MAX_FANS })),
  from: optional(literal('recording', 'log')),
  appid: optional(string()),
})

export const pushLogCheck = object<PushLogImport>({
  name,
  text: string({ min: 1, max: MAX_LOG_CHARACTERS }),
  appid: optional(string()),
  encodingAESKey: optional(string({ pattern: /^[A-Za-z0-9]{43}$/, says: '43 letters and digits' })),
})

export const newReplayCheck = object<NewReplay>({
  name: optional(name),
  transcript: optional(transcriptCheck),
  appid: optional(string()),
  clock: optional(boolean),
  within,
  grace: within,
})

/** `{"matches": "…"}`: a text is compared with a regular expression. */
export function patternOf(value: unknown): string | undefined {
  if (!isRecord(value) || Object.keys(value).length !== 1) return undefined
  const { matches } = value
  return typeof matches === 'string' ? matches : undefined
}

/** A regular expression that cannot be one is better told now than at step 40. */
function patternProblem(value: unknown, at: string): string | null {
  const pattern = patternOf(value)
  if (pattern !== undefined) {
    if (pattern.length > MAX_PATTERN) return `${at}.matches may have at most ${MAX_PATTERN} characters`
    try {
      void new RegExp(pattern, 'u')
      return null
    } catch (error) {
      return `${at}.matches is no regular expression: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  const entries = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : []
  for (const [key, entry] of entries) {
    const found = patternProblem(entry, typeof key === 'number' ? `${at}[${key}]` : `${at}.${key}`)
    if (found !== null) return found
  }
  return null
}

function place(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}
