import { useState } from 'react'
import type { FaultRule } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'
import { FaultDialog } from './fault-dialog.tsx'
import { FaultTable } from './fault-table.tsx'
import { Presets } from './presets.tsx'

/** The hits are counted where nobody hears of them, so they are asked for. */
const EVERY_MS = 1000

export function FaultsTab() {
  const t = useT()
  const change = useChange()
  const { value: rules, error, reload } = useLoaded(api.faults, undefined, EVERY_MS)
  const [edited, setEdited] = useState<FaultRule | 'new' | null>(null)

  /** Asks for the newest rules first, so that no hit is lost. */
  async function apply(edit: (rules: readonly FaultRule[]) => FaultRule[], done?: string): Promise<boolean> {
    const isDone = await change(async () => api.setFaults(edit(await api.faults())), done)
    reload()
    return isDone
  }

  const on = rules?.filter(({ enabled }) => enabled).length ?? 0
  return (
    <div className="pad wide">
      <Presets rules={rules ?? []} onChange={reload} />
      <Block
        title={t('faults.rules')}
        hint={on > 0 ? t('faults.on', { count: on }) : ''}
        testId="fault-rules"
        side={
          <button type="button" className="btn s" data-testid="fault-add" onClick={() => setEdited('new')}>
            <Icon name="plus" />
            <span>{t('faults.add')}</span>
          </button>
        }
      >
        {error && <Broken error={error} onRetry={reload} />}
        {!error && !rules && <Waiting />}
        {rules && rules.length === 0 && (
          <div className="empty">
            <h4>{t('faults.emptyTitle')}</h4>
            <p>{t('faults.emptyText')}</p>
          </div>
        )}
        {rules && rules.length > 0 && <FaultTable rules={rules} onChange={apply} onEdit={setEdited} />}
      </Block>
      <p className="hint">{t('faults.hint')}</p>
      {edited && (
        <FaultDialog
          rule={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSave={(rule) =>
            apply((all) =>
              all.some(({ id }) => id === rule.id)
                ? all.map((other) => (other.id === rule.id ? rule : other))
                : [...all, rule],
            )
          }
        />
      )}
    </div>
  )
}
