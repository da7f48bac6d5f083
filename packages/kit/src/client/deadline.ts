import type { Clock } from '../clock.ts'

export interface Deadline {
  clock: Clock
  ms: number
  /** The caller's own signal; the promise rejects with its reason. */
  signal: AbortSignal | undefined
  /** The error for running out of time. */
  toTimeout: () => Error
}

/**
 * Runs something that must end in time. Rejects on time even when `run` ignores its signal. The caller's signal stays
 * linked to the one given to `run`, so it also ends a download that is read later.
 */
export async function withDeadline<T>(
  { clock, ms, signal, toTimeout }: Deadline,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const timer = new AbortController()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const cancelTimer = clock.setTimeout(() => {
    const error = toTimeout()
    reject(error)
    timer.abort(error)
  }, ms)
  const onAbort = () => reject(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const linked = signal ? AbortSignal.any([signal, timer.signal]) : timer.signal
    return await Promise.race([run(linked), stopped])
  } finally {
    cancelTimer()
    signal?.removeEventListener('abort', onAbort)
  }
}

/** Waits; ends early, without an error, when the signal says so. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancel = clock.setTimeout(resolve, ms)
  const onAbort = () => {
    cancel()
    resolve()
  }
  signal.addEventListener('abort', onAbort, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', onAbort))
}
