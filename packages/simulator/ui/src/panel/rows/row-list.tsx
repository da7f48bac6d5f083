import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { countNewer, type Rows, sliceRows } from '../../api/rows.ts'
import { useFocus } from './use-focus.ts'
import { ROW, useRowsInView } from './use-rows-in-view.ts'
import { useSeekEnd } from './use-seek-end.ts'
import { useStandStill } from './use-stand-still.ts'

/** Where a row stands; what it needs to place and announce itself. */
export interface RowPlace {
  position: number
  total: number
  selected: boolean
}

/** A virtual list, newest on top: 50,000 rows cost what fits on the screen. Rows carry their id as `data-row`. */
export function RowList<T extends { id: number }>({
  rows,
  more,
  label,
  head,
  shownId,
  fresh,
  newText,
  onSelect,
  onNearEnd,
  onShowNew,
  children,
}: {
  rows: Rows<T>
  /** There are older rows than these. */
  more: boolean
  label: string
  head: ReactNode
  shownId: number | null
  /** What came since the log was held. */
  fresh: number
  newText: (count: number) => string
  onSelect: (id: number) => void
  /** The reader comes to the oldest rows. */
  onNearEnd: () => void
  onShowNew: () => void
  children: (row: T, place: RowPlace) => ReactNode
}) {
  const list = useRef<HTMLDivElement>(null)
  const { first, last } = useRowsInView(list, rows.count)
  const [unseen, setUnseen] = useStandStill(rows, list)
  const waiting = fresh + unseen
  // How long the list was when its end came near: a longer one asks again.
  const nearEndOf = last >= rows.count - 20 ? rows.count : 0

  useEffect(() => {
    if (nearEndOf > 0) onNearEnd()
  }, [nearEndOf, onNearEnd])

  const focus = useFocus(list)
  const seekEnd = useSeekEnd(list, rows.count, more, select)

  function select(index: number): void {
    const [row] = sliceRows(rows, index, index + 1)
    const box = list.current
    if (!row || !box) return
    onSelect(row.id)
    if (index * ROW < box.scrollTop) box.scrollTop = index * ROW
    if ((index + 1) * ROW > box.scrollTop + box.clientHeight)
      box.scrollTop = (index + 1) * ROW - box.clientHeight
    focus(row.id)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = shownId === null ? -1 : countNewer(rows, shownId)
    const targets: { [key: string]: number } = {
      ArrowDown: Math.min(at + 1, rows.count - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: rows.count - 1,
    }
    const target = targets[event.key]
    seekEnd(event.key === 'End')
    if (event.key === 'Enter') document.querySelector<HTMLElement>('.detail')?.focus()
    else if (target === undefined) return
    else select(target)
    event.preventDefault()
  }

  function showNew(): void {
    onShowNew()
    setUnseen(0)
    list.current?.scrollTo({ top: 0 })
  }

  return (
    <>
      <div className="lanehead">{head}</div>
      <div className="listbox">
        {waiting > 0 && (
          <button type="button" className="newpill" data-testid="new-rows" onClick={showNew}>
            {newText(waiting)}
          </button>
        )}
        <div
          ref={list}
          className="list"
          role="listbox"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
          onPointerDown={() => seekEnd(false)}
          onWheel={() => seekEnd(false)}
        >
          <div className="rows" style={{ height: rows.count * ROW }}>
            {sliceRows(rows, first, last + 1).map((row, index) =>
              children(row, {
                position: first + index + 1,
                total: rows.count,
                selected: row.id === shownId,
              }),
            )}
          </div>
        </div>
      </div>
    </>
  )
}
