import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Push } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { useAccount } from '../view/use-shown.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { EmptyLog, LogSkeleton, NoneFound } from './empty-log.tsx'
import { failedCount } from './outcome.ts'
import { PushDetail } from './push-detail.tsx'
import { PushList } from './push-list.tsx'
import { findRow } from './rows/find-row.ts'
import { type Filter, LogToolbar } from './rows/log-toolbar.tsx'
import { useHeld } from './rows/use-held.ts'
import { StatusLine } from './status-line.tsx'

const NONE: readonly Push[] = []

/** The list of pushes and, beside it, the selected one. */
export function PushLog() {
  const t = useT()
  const appid = useAccount()?.appid
  const loaded = useSim((state) => state.pushes)
  const all = useMemo(() => (loaded ?? NONE).filter((push) => push.appid === appid), [loaded, appid])
  const held = useHeld(all)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const wanted = useDeferredValue(search)
  const rows = useMemo(() => pick(held.rows, filter, wanted), [held.rows, filter, wanted])
  const selected = useView((view) => view.selectedPush)
  const shown = findRow(all, selected) ?? rows[0]
  const isNarrowed = filter !== 'all' || search !== ''
  useWholeLog(isNarrowed)

  return (
    <>
      <div className="listpane" data-area="list">
        <LogToolbar
          search={search}
          hint={t('searchHint')}
          label={t('searchPushes')}
          onSearch={setSearch}
          filter={filter}
          onFilter={setFilter}
          failed={failedCount(all)}
        />
        {loaded === null && <LogSkeleton />}
        {loaded !== null && all.length === 0 && <EmptyLog />}
        {all.length > 0 && rows.length === 0 && isNarrowed && (
          <NoneFound
            onShowAll={() => {
              setSearch('')
              setFilter('all')
            }}
          />
        )}
        {rows.length > 0 && (
          <PushList rows={rows} narrowed={isNarrowed} fresh={held.fresh} shownId={shown?.id ?? null} />
        )}
        <StatusLine pushes={all} />
      </div>
      <PushDetail push={all.length > 0 ? shown : undefined} />
    </>
  )
}

/** A search looks through everything, so the older pages are fetched for it, one after the other. */
function useWholeLog(wanted: boolean): void {
  const { sim, fail } = useWindow()
  const more = useSim((state) => state.morePushes)
  const oldest = useSim((state) => state.pushes?.at(-1)?.id)
  useEffect(() => {
    if (wanted && more && oldest !== undefined) sim.loadMorePushes().catch(fail)
  }, [sim, fail, wanted, more, oldest])
}

function pick(pushes: readonly Push[], filter: Filter, search: string): readonly Push[] {
  const words = search.trim().toLowerCase()
  if (filter === 'all' && words === '') return pushes
  return pushes.filter((push) => (filter === 'all' || push.outcome === 'failed') && matches(push, words))
}

function matches(push: Push, words: string): boolean {
  if (words === '') return true
  const { id, summary, nickname, openid, MsgId, kind, plainBody } = push
  return [`#${id}`, summary, nickname, openid, MsgId ?? '', kind, plainBody].some((text) =>
    text.toLowerCase().includes(words),
  )
}
