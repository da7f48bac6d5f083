import { FAULT_PRESETS } from '../../../../src/control/fault-presets.ts'
import type { FaultPreset, FaultRule } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../view/use-change.ts'
import { useAccount } from '../../view/use-shown.ts'

const PRESETS: [name: string, preset: FaultPreset][] = Object.entries(FAULT_PRESETS)

/** One click puts a bad day in place, with its crowd if it has one; the next one ends it. */
export function Presets({ rules, onChange }: { rules: readonly FaultRule[]; onChange: () => void }) {
  const t = useT()
  const pick = usePick()
  const change = useChange()
  const account = useAccount()

  async function toggle(name: string, on: boolean, title: string): Promise<void> {
    if (!account) return
    await change(
      () => api.setPreset(account.appid, name, { on }),
      t(on ? 'faults.presetOn' : 'faults.presetOff', { title }),
    )
    onChange()
  }

  return (
    <fieldset className="presets" aria-label={t('faults.presets')}>
      {PRESETS.map(([name, { title, text }]) => {
        const isOn = rules.some(({ id, enabled }) => enabled && id.startsWith(`${name}-`))
        return (
          <button
            key={name}
            type="button"
            className="preset"
            data-testid={`preset-${name}`}
            disabled={!account}
            aria-pressed={isOn}
            onClick={() => void toggle(name, !isOn, pick(title))}
          >
            <b>
              <Icon name={isOn ? 'check' : 'bolt'} />
              <span>{pick(title)}</span>
            </b>
            <span>{pick(text)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
