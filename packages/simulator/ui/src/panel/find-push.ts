import type { Push } from '../../../src/control/types.ts'

/** Looks a push up in the log, which is sorted newest first. */
export function findPush(pushes: readonly Push[] | null, id: number | null): Push | undefined {
  if (!pushes || id === null) return undefined
  let low = 0
  let high = pushes.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const push = pushes[middle]
    if (!push || push.id === id) return push
    if (push.id > id) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
