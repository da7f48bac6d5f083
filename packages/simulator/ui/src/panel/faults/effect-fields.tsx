import { useT } from '../../i18n/use-t.ts'
import { NumberField } from '../../parts/number-field.tsx'
import type { FaultForm } from './fault-form.ts'

/** What an effect must know besides its kind. */
export function EffectFields({
  form,
  onChange,
}: {
  form: FaultForm
  onChange: (part: Partial<FaultForm>) => void
}) {
  const t = useT()
  return (
    <>
      {(form.effect === 'delay' || form.effect === 'slow') && (
        <NumberField
          label={t('faults.ms')}
          testId="fault-ms"
          value={form.ms}
          max={600_000}
          required
          onChange={(ms) => onChange({ ms })}
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
          onChange={(errcode) => onChange({ errcode })}
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
          onChange={(status) => onChange({ status })}
        />
      )}
    </>
  )
}
