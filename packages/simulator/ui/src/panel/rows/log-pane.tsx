import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { createCount, findRow, NO_ROWS, type Rows, sliceRows } from '../../api/rows.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useT } from '../../i18n/use-t.ts'
import { useWindow } from '../../view/window.ts'
import { LogSkeleton, NoneFound } from '../empty-log.tsx'
import { type Filter, LogToolbar } from './log-toolbar.tsx'
import { RowList, type RowPlace } from './row-list.tsx'
import { useHeld } from './use-held.ts'
import { useNarrowed } from './use-narrowed.ts'

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
  onSearch,
  empty,
  scale,
  foot,
  row,
  detail,
}: {
  /** null until the first page came. */
  all: Rows<T> | null
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
  /** Hears what is looked for. */
  onSearch?: (text: string) => void
  empty: ReactNode
  scale?: ReactNode
  foot?: ReactNode
  row: (row: T, place: RowPlace) => ReactNode
  /** `follows`: nobody chose this row, it is the newest. */
  detail: (row: T | undefined, follows: boolean) => ReactNode
}) {
  const t = useT()
  const { set, fail } = useWindow()
  const known: Rows<T> = all ?? NO_ROWS
  const held = useHeld(known)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const text = useDeferredValue(search).trim().toLowerCase()
  const keeps = useMemo(() => {
    if (filter === 'all' && text === '') return null
    const isOfKind = filter === 'failed' ? isFailed : filter === 'pinned' ? isPinned : () => true
    return (row: T) => isOfKind(row) && (text === '' || matches(row, text))
  }, [filter, text, isFailed, matches])
  const { rows, isDone } = useNarrowed(held.rows, keeps)
  const countFailed = useMemo(() => createCount(isFailed), [isFailed])
  const failed = useMemo(() => countFailed(known), [countFailed, known])
  const pinned = useMemo(() => countPinned(known), [known])
  const shown = findRow(known, selected) ?? sliceRows(rows, 0, 1)[0]
  const isNarrowed = filter !== 'all' || search !== ''
  const oldest = known.segments.at(-1)?.at(-1)?.id

  useEffect(() => onSearch?.(text), [onSearch, text])

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
          failed={failed}
          pinned={pinned}
        />
        {all === null && <LogSkeleton />}
        {all !== null && all.count === 0 && empty}
        {/* Older pages are still being looked through. */}
        {known.count > 0 && rows.count === 0 && isNarrowed && (more || !isDone) && <LogSkeleton />}
        {known.count > 0 && rows.count === 0 && isNarrowed && !more && isDone && (
          <NoneFound
            title={t(words.noneFound)}
            onShowAll={() => {
              setSearch('')
              setFilter('all')
            }}
          />
        )}
        {rows.count > 0 && (
          <RowList
            rows={rows}
            more={more || !isDone}
            label={t(words.list)}
            head={
              <>
                <span>
                  {t(isNarrowed ? 'listFound' : more ? words.headMore : words.head, { count: rows.count })}
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
      {detail(known.count > 0 ? shown : undefined, shown?.id !== selected)}
    </>
  )
}

function isPinned({ pinned }: Row): boolean {
  return pinned === true
}

const countPinned = createCount(isPinned)
