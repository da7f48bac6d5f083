import { useState } from 'react'
import { DEFAULT_SWITCHES } from '../../../../src/control/default-switches.ts'
import type { Account, AccountSwitches } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { isMessageKey } from '../../i18n/i18n.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Seg } from '../../parts/seg.tsx'
import { Switch } from '../../parts/switch.tsx'
import { useChange } from '../../view/use-change.ts'
import { GROUPS, type SwitchSpec } from './switches.ts'

/** 单项开关: what the manual leaves open or has changed over time. Changed ones say so; a click undoes. */
export function SwitchBlock({ account: { appid, switches } }: { account: Account }) {
  const t = useT()
  const change = useChange()
  const save = (part: Partial<AccountSwitches>) =>
    void change(() => api.patchAccount(appid, { switches: part }))
  return (
    <Block title={t('switches')} testId="switches">
      {GROUPS.map(({ name, switches: specs }) => (
        <div key={name} className="in opts">
          <h4>{t(`switches.${name}`)}</h4>
          {specs.map((spec) => (
            <Option key={spec.name} spec={spec} switches={switches} onSave={save} />
          ))}
        </div>
      ))}
    </Block>
  )
}

function Option({
  spec,
  switches,
  onSave,
}: {
  spec: SwitchSpec
  switches: AccountSwitches
  onSave: (part: Partial<AccountSwitches>) => void
}) {
  const t = useT()
  const { name } = spec
  const isChanged = switches[name] !== DEFAULT_SWITCHES[name]
  return (
    <div className="opt" data-testid={`switch-${name}`}>
      <div>
        <b>{t(`switch.${name}`)}</b>
        {isChanged && (
          <button
            type="button"
            className="chg"
            title={t('switches.undo')}
            data-testid={`switch-undo-${name}`}
            onClick={() => onSave({ [name]: DEFAULT_SWITCHES[name] })}
          >
            {t('switches.changed')}
          </button>
        )}
        <p className="hint">{t(`switch.${name}.hint`)}</p>
      </div>
      <Control spec={spec} switches={switches} onSave={onSave} />
    </div>
  )
}

function Control({
  spec,
  switches,
  onSave,
}: {
  spec: SwitchSpec
  switches: AccountSwitches
  onSave: (part: Partial<AccountSwitches>) => void
}) {
  const t = useT()
  const label = t(`switch.${spec.name}`)
  if (spec.type === 'toggle')
    return (
      <Switch
        on={switches[spec.name]}
        label={label}
        testId={`toggle-${spec.name}`}
        onChange={(on) => onSave({ [spec.name]: on })}
      />
    )
  if (spec.type === 'attempts')
    return (
      <Seg
        label={label}
        value={String(switches.pushAttempts)}
        options={['3', '4'].map((value) => ({ value, text: value, testId: `attempts-${value}` }))}
        onPick={(value) => onSave({ pushAttempts: value === '4' ? 4 : 3 })}
      />
    )
  if (spec.type === 'number')
    return (
      <NumberBox
        spec={spec}
        label={label}
        value={switches[spec.name]}
        onSave={(value) => onSave({ [spec.name]: value })}
      />
    )
  return (
    <select
      className="inp"
      aria-label={label}
      data-testid={`choice-${spec.name}`}
      value={switches[spec.name]}
      onChange={({ target }) => onSave({ [spec.name]: target.value })}
    >
      {spec.values.map((value) => {
        const key = `choice.${spec.name}.${value}`
        return (
          <option key={value} value={value}>
            {isMessageKey(key) ? t(key) : value}
          </option>
        )
      })}
    </select>
  )
}

/** Saved when the field is left or Enter pressed: every digit on its way would be a setting of its own. */
function NumberBox({
  spec: { name, min, max, unit },
  label,
  value,
  onSave,
}: {
  spec: Extract<SwitchSpec, { type: 'number' }>
  label: string
  value: number
  onSave: (value: number) => void
}) {
  const [text, setText] = useState<string | null>(null)
  function finish(): void {
    const wanted = Number(text)
    if (text !== null && text.trim() !== '' && wanted !== value) onSave(wanted)
    setText(null)
  }
  return (
    <span className="ms">
      <input
        className="inp num"
        type="number"
        min={min}
        max={max}
        aria-label={label}
        data-testid={`number-${name}`}
        value={text ?? value}
        onChange={({ target }) => setText(target.value)}
        onBlur={finish}
        onKeyDown={({ key }) => key === 'Enter' && finish()}
      />
      {unit && <span className="hint">{unit}</span>}
    </span>
  )
}
