import { type FormEvent, useState } from 'react'
import { FAULT_EFFECTS } from '../../../../src/control/fault-effects.ts'
import type { FaultRule } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { Seg } from '../../parts/seg.tsx'
import { EffectFields } from './effect-fields.tsx'
import { type FaultForm, toForm, toRule } from './fault-form.ts'

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
  const [form, setForm] = useState<FaultForm>(() => toForm(rule))
  const change = (part: Partial<FaultForm>) => setForm({ ...form, ...part })

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
          <EffectFields form={form} onChange={change} />
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
