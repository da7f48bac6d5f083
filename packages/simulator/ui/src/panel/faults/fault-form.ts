/** A fault rule as the fields of its dialog, and back. */
import type { EffectType } from '../../../../src/control/fault-effects.ts'
import type { FaultRule } from '../../../../src/control/types.ts'

/** What the fields hold: texts, so that a half-typed number stays as it is. */
export interface FaultForm {
  direction: FaultRule['direction']
  match: string
  effect: EffectType
  ms: string
  errcode: string
  status: string
  percent: string
  times: string
  seed: string
}

export function toForm(rule: FaultRule | null): FaultForm {
  return {
    direction: rule?.direction ?? 'push',
    match: rule?.match ?? '',
    effect: rule?.effect.type ?? 'delay',
    ms: String(rule && 'ms' in rule.effect ? rule.effect.ms : 6000),
    errcode: String(rule?.effect.type === 'error' ? rule.effect.errcode : -1),
    status: String(rule?.effect.type === 'status' ? rule.effect.status : 503),
    percent: String(Math.round((rule?.probability ?? 1) * 1000) / 10),
    times: rule?.times === undefined ? '' : String(rule.times),
    seed: rule?.seed === undefined ? '' : String(rule.seed),
  }
}

/** Number and hits of the rule `before` it stay. */
export function toRule(form: FaultForm, before: FaultRule | null): FaultRule {
  const { direction } = form
  const match = form.match.trim()
  return {
    id: before?.id ?? `rule-${Date.now().toString(36)}`,
    enabled: before?.enabled ?? true,
    direction,
    ...(match !== '' && { match }),
    probability: Number(form.percent) / 100,
    ...(form.times !== '' && { times: Number(form.times) }),
    ...(form.seed !== '' && { seed: Number(form.seed) }),
    effect: toEffect(form),
    hits: before?.hits ?? 0,
  }
}

function toEffect({ effect: type, ms, errcode, status }: FaultForm): FaultRule['effect'] {
  if (type === 'delay' || type === 'slow') return { type, ms: Number(ms) }
  if (type === 'error') return { type, errcode: Number(errcode) }
  return type === 'status' ? { type, status: Number(status) } : { type }
}
