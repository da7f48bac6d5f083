import { useCallback } from 'react'
import type { Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useSim, useWindow } from '../view/window.ts'
import { Scale } from './lane.tsx'
import { PushRow } from './push-row.tsx'
import { RowList } from './rows/row-list.tsx'

export function PushList({
  rows,
  narrowed,
  fresh,
  shownId,
}: {
  rows: readonly Push[]
  narrowed: boolean
  /** What came since the log was held. */
  fresh: number
  shownId: number | null
}) {
  const t = useT()
  const { sim, set, fail } = useWindow()
  const more = useSim((state) => state.morePushes)
  const loadMore = useCallback(() => {
    sim.loadMorePushes().catch(fail)
  }, [sim, fail])
  return (
    <RowList
      rows={rows}
      label={t('pushLog')}
      head={
        <>
          <span>{t(narrowed ? 'listFound' : more ? 'listMore' : 'listHead', { count: rows.length })}</span>
          <Scale marks={[0, 2.5, 5]} />
        </>
      }
      shownId={shownId}
      fresh={fresh}
      newText={(count) => t('newPushes', { count })}
      onSelect={(id) => set({ selectedPush: id })}
      onNearEnd={loadMore}
      onShowNew={() => set({ held: false })}
    >
      {(push, place) => <PushRow key={push.id} push={push} {...place} />}
    </RowList>
  )
}
