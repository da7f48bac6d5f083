import { FAULT_PRESETS, type FaultPreset } from '../../../../src/control/fault-presets.ts'
import type { FaultRule } from '../../../../src/control/types.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'

const PRESETS: [name: string, preset: FaultPreset][] = Object.entries(FAULT_PRESETS)

/** One click puts a bad day's rules into the list, the next one takes them out. */
export function Presets({
  rules,
  onChange,
}: {
  rules: readonly FaultRule[]
  onChange: (edit: (rules: readonly FaultRule[]) => FaultRule[], done?: string) => Promise<boolean>
}) {
  const t = useT()
  const pick = usePick()
  return (
    <fieldset className="presets" aria-label={t('faults.presets')}>
      {PRESETS.map(([name, preset]) => {
        const isOn = rules.some((rule) => isOf(rule, name) && rule.enabled)
        const title = pick(preset.title)
        return (
          <button
            key={name}
            type="button"
            className="preset"
            data-testid={`preset-${name}`}
            aria-pressed={isOn}
            onClick={() =>
              void onChange(
                (all) => {
                  const others = all.filter((rule) => !isOf(rule, name))
                  return isOn ? others : [...others, ...toRules(name, preset)]
                },
                t(isOn ? 'faults.presetOff' : 'faults.presetOn', { title }),
              )
            }
          >
            <b>
              <Icon name={isOn ? 'check' : 'bolt'} />
              <span>{title}</span>
            </b>
            <span>{pick(preset.text)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

function isOf({ id }: FaultRule, preset: string): boolean {
  return id.startsWith(`${preset}-`)
}

function toRules(name: string, { rules }: FaultPreset): FaultRule[] {
  return rules.map((rule, index) => ({ ...rule, id: `${name}-${index + 1}`, enabled: true, hits: 0 }))
}
