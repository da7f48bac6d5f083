import type { FaultRule } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { Switch } from '../../parts/switch.tsx'
import { toDuration } from '../../parts/time.ts'
import type { Translate } from '../../i18n/i18n.ts'

export function FaultTable({
  rules,
  onChange,
  onEdit,
}: {
  rules: readonly FaultRule[]
  onChange: (edit: (rules: readonly FaultRule[]) => FaultRule[]) => Promise<boolean>
  onEdit: (rule: FaultRule) => void
}) {
  const t = useT()
  return (
    <ul className="faults">
      {rules.map((rule) => {
        const words = toWords(rule, t)
        const isUsedUp = rule.times !== undefined && rule.hits >= rule.times
        return (
          <li key={rule.id} data-testid={`fault-${rule.id}`} className={rule.enabled ? '' : 'off'}>
            <Switch
              on={rule.enabled}
              label={t('faults.switch', { rule: words })}
              testId={`fault-switch-${rule.id}`}
              onChange={(enabled) =>
                void onChange((all) =>
                  all.map((other) => (other.id === rule.id ? { ...other, enabled } : other)),
                )
              }
            />
            <div className="what">
              <b>{words}</b>
              <span className="hint num">
                {t('faults.chance', { percent: Math.round((rule.probability ?? 1) * 1000) / 10 })}
                {' · '}
                {rule.times === undefined ? t('faults.endless') : t('faults.times', { count: rule.times })}
                {rule.seed !== undefined && ` · ${t('faults.seed')} ${rule.seed}`}
              </span>
            </div>
            <span className="tools">
              <span
                className={`tag num ${rule.enabled && rule.hits > 0 && !isUsedUp ? 'warn' : ''}`}
                data-testid={`fault-hits-${rule.id}`}
              >
                {isUsedUp ? t('faults.usedUp', { count: rule.hits }) : t('faults.hits', { count: rule.hits })}
              </span>
              <button
                type="button"
                className="icobtn"
                aria-label={t('faults.edit')}
                title={t('faults.edit')}
                data-testid={`fault-edit-${rule.id}`}
                onClick={() => onEdit(rule)}
              >
                <Icon name="edit" />
              </button>
              <button
                type="button"
                className="icobtn"
                aria-label={t('faults.delete')}
                title={t('faults.delete')}
                data-testid={`fault-delete-${rule.id}`}
                onClick={() => void onChange((all) => all.filter(({ id }) => id !== rule.id))}
              >
                <Icon name="trash" />
              </button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** 推送 text：慢 6.00 s */
function toWords({ direction, match, effect }: FaultRule, t: Translate): string {
  const where = match === undefined || match === '*' ? t(`faults.all.${direction}`) : match
  return t('faults.words', { direction: t(`faults.${direction}`), where, effect: toEffect(effect, t) })
}

function toEffect(effect: FaultRule['effect'], t: Translate): string {
  return t(`faults.effect.${effect.type}`, {
    time: 'ms' in effect ? toDuration(effect.ms) : '',
    errcode: 'errcode' in effect ? effect.errcode : '',
    status: 'status' in effect ? effect.status : '',
  })
}
