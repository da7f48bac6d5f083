import type { Clock } from '../clock.ts'

export const LATE = Symbol('late')

/** What a promise resolves with, or `LATE` when that takes longer. */
export async function within<T>(clock: Clock, promise: Promise<T>, ms: number): Promise<T | typeof LATE> {
  const { promise: late, resolve } = Promise.withResolvers<typeof LATE>()
  const cancel = clock.setTimeout(() => resolve(LATE), Math.max(0, ms))
  try {
    return await Promise.race([promise, late])
  } finally {
    cancel()
  }
}

export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, ms))
}
