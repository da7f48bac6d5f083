import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Call } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { useAccount } from '../../view/use-shown.ts'
import { useSim, useView, useWindow } from '../../view/window.ts'
import { LogSkeleton, NoneFound } from '../empty-log.tsx'
import { findRow } from '../rows/find-row.ts'
import { type Filter, LogToolbar } from '../rows/log-toolbar.tsx'
import { useHeld } from '../rows/use-held.ts'
import { CallDetailPane } from './call-detail.tsx'
import { CallList } from './call-list.tsx'
import { EmptyCalls } from './empty-calls.tsx'
import { isFailed } from './outcome.ts'
import { useEndpoints } from './use-endpoints.ts'

const NONE: readonly Call[] = []

/** What the account's programs called, and beside the list the selected call. */
export function CallLog() {
  const t = useT()
  const appid = useAccount()?.appid
  const loaded = useSim((state) => state.calls)
  // Calls without an account could be anybody's: a wrong AppID is worth seeing.
  const all = useMemo(
    () => (loaded ?? NONE).filter((call) => call.appid === appid || call.appid === null),
    [loaded, appid],
  )
  const held = useHeld(all)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const wanted = useDeferredValue(search)
  const titleOf = useTitles()
  const rows = useMemo(() => pick(held.rows, filter, wanted, titleOf), [held.rows, filter, wanted, titleOf])
  const failed = useMemo(() => all.reduce((count, call) => count + Number(isFailed(call)), 0), [all])
  const selected = useView((view) => view.selectedCall)
  const shown = findRow(all, selected) ?? rows[0]
  const isNarrowed = filter !== 'all' || search !== ''
  useWholeLog(isNarrowed)

  return (
    <>
      <div className="listpane calls" data-area="list">
        <LogToolbar
          search={search}
          hint={t('calls.searchHint')}
          label={t('calls.search')}
          onSearch={setSearch}
          filter={filter}
          onFilter={setFilter}
          failed={failed}
        />
        {loaded === null && <LogSkeleton />}
        {loaded !== null && all.length === 0 && <EmptyCalls />}
        {all.length > 0 && rows.length === 0 && isNarrowed && (
          <NoneFound
            title={t('calls.noneFound')}
            onShowAll={() => {
              setSearch('')
              setFilter('all')
            }}
          />
        )}
        {rows.length > 0 && (
          <CallList rows={rows} narrowed={isNarrowed} fresh={held.fresh} shownId={shown?.id ?? null} />
        )}
      </div>
      <CallDetailPane call={all.length > 0 ? shown : undefined} />
    </>
  )
}

/** Titles in both languages, for searching. */
function useTitles(): (id: string | null) => string {
  const endpoints = useEndpoints()
  return useMemo(
    () => (id) => {
      const title = id === null ? undefined : endpoints.get(id)?.title
      return title ? `${title.zh} ${title.en}` : ''
    },
    [endpoints],
  )
}

/** A search looks through everything, so the older pages are fetched for it, one after the other. */
function useWholeLog(wanted: boolean): void {
  const { sim, fail } = useWindow()
  const more = useSim((state) => state.moreCalls)
  const oldest = useSim((state) => state.calls?.at(-1)?.id)
  useEffect(() => {
    if (wanted && more && oldest !== undefined) sim.loadMoreCalls().catch(fail)
  }, [sim, fail, wanted, more, oldest])
}

function pick(
  calls: readonly Call[],
  filter: Filter,
  search: string,
  titleOf: (id: string | null) => string,
): readonly Call[] {
  const words = search.trim().toLowerCase()
  if (filter === 'all' && words === '') return calls
  return calls.filter(
    (call) => (filter === 'all' || isFailed(call)) && matches(call, words, titleOf(call.endpoint)),
  )
}

function matches(call: Call, words: string, title: string): boolean {
  if (words === '') return true
  const { id, method, path, endpoint, errcode, rid, clientIp, requestBody, responseBody } = call
  const texts = [
    `#${id}`,
    method,
    path,
    endpoint ?? '',
    title,
    rid ?? '',
    clientIp,
    requestBody,
    responseBody,
  ]
  return String(errcode) === words || texts.some((text) => text.toLowerCase().includes(words))
}
