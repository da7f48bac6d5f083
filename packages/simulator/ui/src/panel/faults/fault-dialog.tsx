import { type FormEvent, useState } from 'react'
import { type EffectType, FAULT_EFFECTS } from '../../../../src/control/fault-effects.ts'
import type { FaultRule } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Seg } from '../../parts/seg.tsx'

/** What the fields hold: texts, so that a half-typed number stays as it is. */
interface Form {
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

export function FaultDialog({
  rule,
  onSave,
  onClose,
}: {
  /** null: a new one. */
  rule: FaultRule | null
  onSave: (rule: FaultRule) => Promise<boolean>
  onClose: () => void
}) {
  const t = useT()
  const [form, setForm] = useState<Form>(() => toForm(rule))
  const change = (part: Partial<Form>) => setForm({ ...form, ...part })

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (await onSave(toRule(form, rule))) onClose()
  }

  return (
    <Dialog title={t(rule ? 'faults.edit' : 'faults.add')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="in">
          <div className="field">
            <span>{t('faults.direction')}</span>
            <Seg
              label={t('faults.direction')}
              value={form.direction}
              options={[
                { value: 'push', text: t('faults.push'), testId: 'fault-push' },
                { value: 'api', text: t('faults.api'), testId: 'fault-api' },
              ]}
              onPick={(direction) =>
                change({
                  direction,
                  ...(!FAULT_EFFECTS[direction].includes(form.effect) && { effect: 'delay' as const }),
                })
              }
            />
          </div>
          <label className="field">
            <span>{t('faults.where')}</span>
            <input
              className="inp mono"
              data-testid="fault-match"
              placeholder={form.direction === 'push' ? 'text, event:CLICK' : '/cgi-bin/message'}
              value={form.match}
              onChange={({ target }) => change({ match: target.value })}
            />
          </label>
          <p className="hint indent">{t(`faults.where.${form.direction}`)}</p>
          <label className="field">
            <span>{t('faults.effect')}</span>
            <select
              className="inp"
              data-testid="fault-effect"
              value={form.effect}
              onChange={({ target }) => {
                const effect = FAULT_EFFECTS[form.direction].find((type) => type === target.value)
                if (effect) change({ effect })
              }}
            >
              {FAULT_EFFECTS[form.direction].map((effect) => (
                <option key={effect} value={effect}>
                  {t(`faults.kind.${effect}`)}
                </option>
              ))}
            </select>
          </label>
          {(form.effect === 'delay' || form.effect === 'slow') && (
            <NumberField
              label={t('faults.ms')}
              testId="fault-ms"
              value={form.ms}
              max={600_000}
              required
              onChange={(ms) => change({ ms })}
            />
          )}
          {form.effect === 'error' && (
            <NumberField
              label="errcode"
              testId="fault-errcode"
              value={form.errcode}
              min={-1}
              max={2 ** 31}
              required
              onChange={(errcode) => change({ errcode })}
            />
          )}
          {form.effect === 'status' && (
            <NumberField
              label={t('faults.status')}
              testId="fault-status"
              value={form.status}
              min={500}
              max={599}
              required
              onChange={(status) => change({ status })}
            />
          )}
          <NumberField
            label={t('faults.percent')}
            testId="fault-percent"
            value={form.percent}
            max={100}
            step="0.1"
            required
            onChange={(percent) => change({ percent })}
          />
          <NumberField
            label={t('faults.timesLabel')}
            testId="fault-times"
            value={form.times}
            placeholder={t('faults.endless')}
            onChange={(times) => change({ times })}
          />
          <NumberField
            label={t('faults.seed')}
            testId="fault-seed"
            value={form.seed}
            max={2 ** 32}
            placeholder={t('faults.seedHint')}
            onChange={(seed) => change({ seed })}
          />
        </div>
        <footer>
          <button type="button" className="btn" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn main" data-testid="fault-save">
            {t('save')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function NumberField({
  label,
  testId,
  value,
  min = 0,
  max,
  step = '1',
  required = false,
  placeholder,
  onChange,
}: {
  label: string
  testId: string
  value: string
  min?: number
  max?: number
  step?: string
  required?: boolean
  placeholder?: string
  onChange: (value: string) => void
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="inp num"
        type="number"
        inputMode="decimal"
        data-testid={testId}
        value={value}
        min={min}
        {...(max !== undefined && { max })}
        step={step}
        required={required}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}

function toForm(rule: FaultRule | null): Form {
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

function toRule(form: Form, before: FaultRule | null): FaultRule {
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

function toEffect({ effect: type, ms, errcode, status }: Form): FaultRule['effect'] {
  if (type === 'delay' || type === 'slow') return { type, ms: Number(ms) }
  if (type === 'error') return { type, errcode: Number(errcode) }
  return type === 'status' ? { type, status: Number(status) } : { type }
}
