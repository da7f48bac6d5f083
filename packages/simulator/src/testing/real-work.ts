/** Whether something real is under way in this process: a file, a request, a timer of the platform. */

/** How much of each kind keeps the process alive. */
type Census = ReadonlyMap<string, number>

/** Our own waits in all simulators of this process, which are no work. */
let pauses = 0

/** A millisecond of real time, not counted as work. */
export async function pause(): Promise<void> {
  pauses++
  await new Promise((resolve) => setTimeout(resolve, 1))
  pauses--
}

/**
 * A look at the process, to be compared with a later one. Idle connections are not seen as work, nor is a query over one
 * that was open before.
 */
export function takeCensus(): Census {
  const census = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) census.set(kind, (census.get(kind) ?? 0) + 1)
  census.delete('Immediate')
  census.set('Timeout', (census.get('Timeout') ?? 0) - pauses)
  return census
}

/** There is more of something than before. */
export function hasGrown(before: Census): boolean {
  return [...takeCensus()].some(([kind, count]) => count > (before.get(kind) ?? 0))
}
