import type { PushRow } from '../../../src/control/types.ts'
import { useTick } from '../parts/time.ts'
import { useWindow } from '../view/window.ts'

/** Real milliseconds that the attempt under way has been waiting; draws itself on meanwhile. */
export function useWaited(push: PushRow): number {
  const { sim } = useWindow()
  const last = push.attempts.at(-1)
  const isWaiting = push.outcome === null && last?.verdict === 'waiting'
  useTick(isWaiting ? 100 : null)
  return isWaiting && last ? sim.waited(push, last) : 0
}
