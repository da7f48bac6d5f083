/** 推送日志: the newest pushes with all their attempts, as many as `PUSH_LOG` says. */
import type { Bus } from '../bus.ts'
import {
  anything,
  array,
  type Check,
  dictionary,
  integer,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
} from '../check.ts'
import {
  type Attempt,
  type AttemptSignature,
  type Bilingual,
  type NotSent,
  OUTCOMES,
  type Push,
  type ReplyCheck,
  VERDICTS,
  type Verdict,
} from '../control/types.ts'
import { EXPORTED_ROWS, LOG_CHARACTERS, LOG_ROWS, MOST_PINNED } from './log-limits.ts'
import { SAYINGS } from '../push/explain.ts'
import { createLog } from './log.ts'

export interface Pushes {
  /** Newest first. */
  newest(limit: number, keep?: (push: Push) => boolean): Push[]
  find(id: number): Push | undefined
  /** The id that the next push will get. */
  nextId(): number
  add(push: Omit<Push, 'id'>): Push
  touch(push: Push): void
  /** 钉住: a pinned push outlives all that came after it. False when there are too many. */
  pin(push: Push, pinned: boolean): boolean
  export(): readonly Push[]
  import(pushes: readonly Push[]): void
}

export function createPushes({ bus }: { bus: Bus }): Pushes {
  const log = createLog<Push>(LOG_ROWS, { most: LOG_CHARACTERS, isKept: ({ pinned }) => pinned === true })
  let lastId = 0
  const touch = (push: Push) => {
    if (push.outcome !== null) log.weigh(push, weightOf(push))
    bus.emit({ name: 'push', data: push })
  }

  return {
    newest: log.newest,
    find: (id) => findById(log.all(), id),
    nextId: () => lastId + 1,
    add(fields) {
      lastId += 1
      const push = { id: lastId, ...fields }
      log.add(push)
      touch(push)
      return push
    },
    touch,
    pin(push, pinned) {
      if (pinned && log.newest(MOST_PINNED, (other) => other.pinned === true).length === MOST_PINNED)
        return false
      if (pinned) push.pinned = true
      else delete push.pinned
      touch(push)
      return true
    },
    export() {
      const all = log.all()
      const from = all.length - EXPORTED_ROWS
      return from <= 0 ? all : all.filter(({ pinned }, index) => index >= from || pinned === true)
    },
    import(pushes) {
      log.replace(pushes.map(toEnded))
      for (const push of log.all()) log.weigh(push, weightOf(push))
      lastId = pushes.reduce((highest, { id }) => Math.max(highest, id), 0)
    },
  }
}

/** Ids grow with the log. */
function findById(pushes: readonly Push[], id: number): Push | undefined {
  let low = 0
  let high = pushes.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const push = pushes[middle]
    if (!push || push.id === id) return push
    if (push.id < id) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** Characters of what can become long. */
function weightOf({ plainBody, attempts }: Push): number {
  return attempts.reduce(
    (sum, { request, response, plainReply }) =>
      sum + request.body.length + (response?.body.length ?? 0) + (plainReply?.length ?? 0),
    plainBody.length,
  )
}

/** Nobody goes on with a push that was under way when it was written down. */
function toEnded(push: Push): Push {
  if (push.outcome !== null) return push
  const attempts = push.attempts.map((attempt) =>
    attempt.verdict === 'waiting'
      ? { ...attempt, verdict: 'connect' as const, explanation: SAYINGS.aborted(), durationMs: 0 }
      : attempt,
  )
  return { ...push, attempts, outcome: 'failed', durationMs: 0 }
}

// === Checks

const texts = dictionary(string())
const bilingual = object<Bilingual>({ zh: string(), en: string() })
const verdict: Check<Verdict> = {
  problem: (value, at) =>
    typeof value === 'string' && Object.hasOwn(VERDICTS, value) ? null : `${at} must be a verdict`,
  schema: { enum: Object.keys(VERDICTS) },
}

const attemptCheck = object<Attempt>({
  n: integer(1),
  of: integer(1),
  startedAt: number(),
  durationMs: nullable(number()),
  verdict,
  explanation: nullable(bilingual),
  request: object<Attempt['request']>({
    method: literal('POST'),
    url: string(),
    query: texts,
    headers: texts,
    body: string(),
  }),
  response: nullable(
    object<NonNullable<Attempt['response']>>({
      status: integer(),
      headers: texts,
      body: string(),
      bytes: integer(),
      hex: optional(string()),
    }),
  ),
  plainReply: nullable(string()),
  signature: object<AttemptSignature>({
    inputs: array(string()),
    sent: string(),
    replyExpected: nullable(string()),
    replyGot: nullable(string()),
  }),
  checks: array(
    object<ReplyCheck>({
      field: string(),
      value: string(),
      state: literal('ok', 'warn', 'bad'),
      text: bilingual,
    }),
  ),
})

export const pushCheck = object<Push>({
  id: integer(1),
  appid: string(),
  openid: string(),
  nickname: string(),
  at: number(),
  kind: string(),
  summary: string(),
  MsgId: nullable(string()),
  fields: dictionary(anything),
  plainBody: string(),
  attempts: array(attemptCheck),
  outcome: nullable(literal(...OUTCOMES)),
  messageId: nullable(integer()),
  resultMessageId: nullable(integer()),
  durationMs: nullable(number()),
  replayOf: optional(integer(1)),
  pinned: optional(literal(true)),
  notSent: optional(
    object<NotSent>({ reason: literal('markFail'), until: number(), explanation: bilingual }),
  ),
  afterMessage: optional(integer()),
})
