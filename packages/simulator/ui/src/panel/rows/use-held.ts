import { useState } from 'react'
import { useView } from '../../view/window.ts'

/** While the log is held, the rows of that moment stay; `fresh` counts what came since. */
export function useHeld<T extends { id: number }>(all: readonly T[]): { rows: readonly T[]; fresh: number } {
  const isHeld = useView((view) => view.held)
  const [frozen, setFrozen] = useState<readonly T[] | null>(null)
  if (isHeld && frozen === null) setFrozen(all)
  if (!isHeld && frozen !== null) setFrozen(null)
  if (!isHeld || frozen === null) return { rows: all, fresh: 0 }
  const newest = frozen[0]?.id ?? 0
  return { rows: frozen, fresh: all.filter((row) => row.id > newest).length }
}
