/** Whether something real is under way in this process: a file, a request, a timer of the platform. */
import { createHook } from 'node:async_hooks'

/** What is under way, to be compared with later. Timers are told apart one by one, everything else by number. */
interface Census {
  newestTimer: number
  others: ReadonlyMap<string, number>
}

interface Timer {
  hasRef(): boolean
}

/**
 * Timers of the platform that have not fired, by id. Their number alone would not do: one of the test runner's that ends
 * in the meantime would hide one that the bot has begun.
 */
const timers = new Map<number, Timer>()
let newestTimer = 0
let isPausing = false

createHook({
  init(id, type, _trigger, resource) {
    if (type !== 'Timeout' || isPausing || !isTimer(resource)) return
    newestTimer = id
    timers.set(id, resource)
  },
  destroy(id) {
    timers.delete(id)
  },
}).enable()

function isTimer(resource: object): resource is Timer {
  return 'hasRef' in resource && typeof resource.hasRef === 'function'
}

/** A millisecond of real time, not counted as work. */
export async function pause(): Promise<void> {
  await new Promise((resolve) => {
    isPausing = true
    setTimeout(resolve, 1)
    isPausing = false
  })
}

/**
 * A look at the process. Idle connections are not seen as work, nor is a query over one that was open before; nor are
 * timers that keep no process alive.
 */
export function takeCensus(): Census {
  const others = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) {
    if (kind !== 'Immediate' && kind !== 'Timeout') others.set(kind, (others.get(kind) ?? 0) + 1)
  }
  return { newestTimer, others }
}

/** There is more of something than before. */
export function hasGrown(before: Census): boolean {
  if ([...timers].some(([id, timer]) => id > before.newestTimer && timer.hasRef())) return true
  return [...takeCensus().others].some(([kind, count]) => count > (before.others.get(kind) ?? 0))
}
