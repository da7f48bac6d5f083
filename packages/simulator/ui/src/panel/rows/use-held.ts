import { useState } from 'react'
import { countNewer, type Rows } from '../../api/rows.ts'
import { useView } from '../../view/window.ts'

/** While the log is held, the rows of that moment stay; `fresh` counts what came since. */
export function useHeld<T extends { id: number }>(all: Rows<T>): { rows: Rows<T>; fresh: number } {
  const isHeld = useView((view) => view.held)
  const [frozen, setFrozen] = useState<Rows<T> | null>(null)
  if (isHeld && frozen === null) setFrozen(all)
  if (!isHeld && frozen !== null) setFrozen(null)
  if (!isHeld || frozen === null) return { rows: all, fresh: 0 }
  return { rows: frozen, fresh: countNewer(all, frozen.segments[0]?.[0]?.id ?? 0) }
}
