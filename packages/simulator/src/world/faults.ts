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
import { FAULT_EFFECTS } from '../control/fault-effects.ts'
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

type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>

const waiting = integer(0, 600_000)

const effectCheck: Check<Effect> = tagged<Effect>({
  delay: object<EffectOf<'delay'>>({ type: literal('delay'), ms: waiting }),
  drop: object<EffectOf<'drop'>>({ type: literal('drop') }),
  reset: object<EffectOf<'reset'>>({ type: literal('reset') }),
  half: object<EffectOf<'half'>>({ type: literal('half') }),
  tls: object<EffectOf<'tls'>>({ type: literal('tls') }),
  slow: object<EffectOf<'slow'>>({ type: literal('slow'), ms: waiting }),
  duplicate: object<EffectOf<'duplicate'>>({ type: literal('duplicate') }),
  reorder: object<EffectOf<'reorder'>>({ type: literal('reorder') }),
  error: object<EffectOf<'error'>>({ type: literal('error'), errcode: integer(-1, 2 ** 31) }),
  status: object<EffectOf<'status'>>({ type: literal('status'), status: integer(500, 599) }),
  html: object<EffectOf<'html'>>({ type: literal('html') }),
  empty: object<EffectOf<'empty'>>({ type: literal('empty') }),
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
    const wrong = value.findIndex(({ direction, effect }) => !FAULT_EFFECTS[direction].includes(effect.type))
    const rule = value[wrong]
    return rule === undefined
      ? null
      : `${at}[${wrong}].effect.type must be one of ${FAULT_EFFECTS[rule.direction].join(', ')} for direction "${rule.direction}"`
  },
}
