import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { MessageKey } from '../../i18n/messages.ts'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { LogSkeleton, NoneFound } from '../empty-log.tsx'
import { findRow } from './find-row.ts'
import { type Filter, LogToolbar } from './log-toolbar.tsx'
import { RowList, type RowPlace } from './row-list.tsx'
import { useHeld } from './use-held.ts'

interface Row {
  id: number
  pinned?: true
}

/** What the two logs say differently. */
export interface LogWords {
  searchHint: MessageKey
  search: MessageKey
  list: MessageKey
  /** How many rows there are in all, found or of the newest ones. */
  head: MessageKey
  headMore: MessageKey
  new: MessageKey
  noneFound: MessageKey
}

/** A log of the simulator, newest on top: found, narrowed, held still, one row shown beside it. */
export function LogPane<T extends Row>({
  all,
  more,
  onMore,
  words,
  className = '',
  isFailed,
  matches,
  selected,
  onSelect,
  empty,
  scale,
  foot,
  row,
  detail,
}: {
  /** null until the first page came. */
  all: readonly T[] | null
  /** There are older rows than these. */
  more: boolean
  onMore: () => Promise<void>
  words: LogWords
  className?: string
  isFailed: (row: T) => boolean
  /** `text` is in lower case and not empty. */
  matches: (row: T, text: string) => boolean
  /** null: the newest. */
  selected: number | null
  onSelect: (id: number) => void
  empty: ReactNode
  scale?: ReactNode
  foot?: ReactNode
  row: (row: T, place: RowPlace) => ReactNode
  detail: (row: T | undefined) => ReactNode
}) {
  const t = useT()
  const { set, fail } = useWindow()
  const known = all ?? NONE
  const held = useHeld(known)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const text = useDeferredValue(search).trim().toLowerCase()
  // Of every row this is asked once, however often the list grows. A row that changes is another object.
  const found = useMemo(() => remember((row: T) => text === '' || matches(row, text)), [text, matches])
  const rows = useMemo(
    () => narrow(held.rows, filter, isFailed, found, text === ''),
    [held.rows, filter, isFailed, found, text],
  )
  const counts = useMemo(() => count(known, isFailed), [known, isFailed])
  const shown = findRow(known, selected) ?? rows[0]
  const isNarrowed = filter !== 'all' || search !== ''
  const oldest = known.at(-1)?.id

  const nearEnd = useCallback(() => void onMore().catch(fail), [onMore, fail])

  // A search looks through everything, so the older pages are fetched for it, one after the other.
  useEffect(() => {
    if (isNarrowed && more && oldest !== undefined) onMore().catch(fail)
  }, [fail, isNarrowed, more, oldest, onMore])

  return (
    <>
      <div className={`listpane ${className}`} data-area="list">
        <LogToolbar
          search={search}
          hint={t(words.searchHint)}
          label={t(words.search)}
          onSearch={setSearch}
          filter={filter}
          onFilter={setFilter}
          failed={counts.failed}
          pinned={counts.pinned}
        />
        {all === null && <LogSkeleton />}
        {all !== null && all.length === 0 && empty}
        {/* Older pages are still being looked through. */}
        {known.length > 0 && rows.length === 0 && isNarrowed && more && <LogSkeleton />}
        {known.length > 0 && rows.length === 0 && isNarrowed && !more && (
          <NoneFound
            title={t(words.noneFound)}
            onShowAll={() => {
              setSearch('')
              setFilter('all')
            }}
          />
        )}
        {rows.length > 0 && (
          <RowList
            rows={rows}
            label={t(words.list)}
            head={
              <>
                <span>
                  {t(isNarrowed ? 'listFound' : more ? words.headMore : words.head, { count: rows.length })}
                </span>
                {scale}
              </>
            }
            shownId={shown?.id ?? null}
            fresh={held.fresh}
            newText={(count) => t(words.new, { count })}
            onSelect={onSelect}
            onNearEnd={nearEnd}
            onShowNew={() => set({ held: false })}
          >
            {row}
          </RowList>
        )}
        {foot}
      </div>
      {detail(known.length > 0 ? shown : undefined)}
    </>
  )
}

const NONE: readonly never[] = []

function narrow<T extends Row>(
  rows: readonly T[],
  filter: Filter,
  isFailed: (row: T) => boolean,
  isFound: (row: T) => boolean,
  isWhole: boolean,
): readonly T[] {
  if (filter === 'all' && isWhole) return rows
  return rows.filter((row) => {
    if (filter === 'failed' && !isFailed(row)) return false
    if (filter === 'pinned' && !row.pinned) return false
    return isFound(row)
  })
}

function remember<T extends object>(ask: (row: T) => boolean): (row: T) => boolean {
  const known = new WeakMap<T, boolean>()
  return (row) => {
    const answer = known.get(row) ?? ask(row)
    known.set(row, answer)
    return answer
  }
}

function count<T extends Row>(rows: readonly T[], isFailed: (row: T) => boolean) {
  let failed = 0
  let pinned = 0
  for (const row of rows) {
    if (isFailed(row)) failed += 1
    if (row.pinned) pinned += 1
  }
  return { failed, pinned }
}
