/** Faults on demand: rules that slow, drop or fail pushes and API answers, repeatable by their seed. */
import {
  array,
  boolean,
  type Check,
  fits,
  integer,
  literal,
  number,
  object,
  optional,
  string,
  tagged,
} from '../check.ts'
import type { FaultRule } from '../control/types.ts'
import { seededNumbers } from '../random.ts'

export type Effect = FaultRule['effect']
/** A rule as it is sent: `id` and `hits` are given where they are missing. */
export type NewFaultRule = Omit<FaultRule, 'id' | 'hits'> & { id?: string; hits?: number }

export interface Faults {
  all(): FaultRule[]
  set(rules: readonly NewFaultRule[]): FaultRule[]
  /** Effect of the first rule that hits `subject`: a push kind such as `text`, or an API path. */
  strike(direction: FaultRule['direction'], subject: string): Effect | undefined
}

export function createFaults(): Faults {
  let rules: { rule: FaultRule; draw: () => number }[] = []

  return {
    all: () => rules.map(({ rule }) => rule),
    set(given) {
      rules = given.map((rule, index) => ({
        rule: { ...rule, id: rule.id ?? `fault-${index + 1}`, hits: rule.hits ?? 0 },
        draw: seededNumbers(rule.seed ?? index),
      }))
      return rules.map(({ rule }) => rule)
    },
    strike(direction, subject) {
      for (const { rule, draw } of rules) {
        if (!rule.enabled || rule.direction !== direction || !matches(rule, subject)) continue
        if (rule.times !== undefined && rule.hits >= rule.times) continue
        if (draw() >= (rule.probability ?? 1)) continue
        rule.hits += 1
        return rule.effect
      }
      return undefined
    },
  }
}

function matches({ direction, match }: FaultRule, subject: string): boolean {
  if (match === undefined || match === '*') return true
  return direction === 'push' ? match === subject : subject.startsWith(match)
}

const effectCheck: Check<Effect> = tagged<Effect>({
  delay: object<Extract<Effect, { type: 'delay' }>>({ type: literal('delay'), ms: integer(0, 600_000) }),
  drop: object<Extract<Effect, { type: 'drop' }>>({ type: literal('drop') }),
  error: object<Extract<Effect, { type: 'error' }>>({
    type: literal('error'),
    errcode: integer(-1, 2 ** 31),
  }),
})

const ruleCheck = object<NewFaultRule>({
  id: optional(string({ max: 100 })),
  enabled: boolean,
  direction: literal('push', 'api'),
  match: optional(string({ max: 200 })),
  probability: optional(number({ min: 0, max: 1 })),
  times: optional(integer(0)),
  seed: optional(integer(0, 2 ** 32)),
  effect: effectCheck,
  hits: optional(integer(0)),
})

const rules = array(ruleCheck, { max: 100 })

export const faultRulesCheck: Check<NewFaultRule[]> = {
  schema: rules.schema,
  problem(value, at) {
    const found = rules.problem(value, at)
    if (found !== null || !fits(rules, value)) return found
    const wrong = value.findIndex(({ direction, effect }) => direction === 'push' && effect.type === 'error')
    return wrong < 0
      ? null
      : `${at}[${wrong}].effect.type must be delay or drop: error is for direction "api"`
  },
}
