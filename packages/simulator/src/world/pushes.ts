/** 推送日志: the newest 10,000 pushes with all their attempts. */
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
  OUTCOMES,
  type Push,
  type ReplyCheck,
  VERDICTS,
  type Verdict,
} from '../control/types.ts'
import { createLog } from './log.ts'

export interface Pushes {
  /** Newest first. */
  newest(limit: number, keep?: (push: Push) => boolean): Push[]
  find(id: number): Push | undefined
  /** The id that the next push will get. */
  nextId(): number
  add(push: Omit<Push, 'id'>): Push
  touch(push: Push): void
  export(): readonly Push[]
  import(pushes: readonly Push[]): void
}

const CAPACITY = 10_000

export function createPushes({ bus }: { bus: Bus }): Pushes {
  const log = createLog<Push>(CAPACITY)
  let lastId = 0
  const touch = (push: Push) => bus.emit({ name: 'push', data: push })

  return {
    newest: log.newest,
    find: (id) => log.newest(1, (push) => push.id === id)[0],
    nextId: () => lastId + 1,
    add(fields) {
      lastId += 1
      const push = { id: lastId, ...fields }
      log.add(push)
      touch(push)
      return push
    },
    touch,
    export: log.all,
    import(pushes) {
      log.replace(pushes)
      lastId = pushes.reduce((highest, { id }) => Math.max(highest, id), 0)
    },
  }
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
})
