/** A shared store that may be down: then this process's own memory takes its place for a while. */
import type { Clock } from '../clock.ts'
import { NetworkError } from '../errors.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'
import { withDeadline } from './deadline.ts'
import { createScrub, toSafeCause } from './secrets.ts'

export interface FallbackOptions {
  clock: Clock
  /** Told about each outage, at most every ten seconds. What it throws is ignored. */
  onStoreError: ((error: Error) => void) | undefined
}

/** Drivers wait for a lost server much longer than a call may take. */
const PATIENCE_MS = 2000
const OUTAGE_MS = 10_000

/** Never rejects because of the store. What was written to memory during an outage stays there. */
export function withFallback(store: Store, { clock, onStoreError }: FallbackOptions): Store {
  let memory = memoryStore({ clock })
  let backAt = Number.NEGATIVE_INFINITY

  /** `secrets`: what the driver was given and may repeat in its errors. */
  async function attempt<T>(
    act: (store: Store) => Promise<T>,
    ...secrets: (string | undefined)[]
  ): Promise<T> {
    if (clock.now() < backAt) return await act(memory)
    try {
      return await withDeadline(
        { clock, ms: PATIENCE_MS, signal: undefined, toTimeout },
        async () => await act(store),
      )
    } catch (error) {
      if (clock.now() >= backAt) {
        memory = memoryStore({ clock })
        backAt = clock.now() + OUTAGE_MS
        report(toSafeCause(error, createScrub(secrets)))
      }
      return await act(memory)
    }
  }

  function report(error: Error) {
    try {
      onStoreError?.(error)
    } catch {
      // A broken log must not stop the calls.
    }
  }

  return {
    get: (key) => attempt((store) => store.get(key)),
    put(key, value, options) {
      const old = typeof options.if === 'object' ? options.if.value : undefined
      return attempt((store) => store.put(key, value, options), value, old)
    },
    delete: (key, options) => attempt((store) => store.delete(key, options), options?.if?.value),
    list: (prefix) => attempt((store) => store.list(prefix)),
  }
}

function toTimeout(): NetworkError {
  return new NetworkError({
    endpoint: 'store',
    reason: 'timeout',
    explanation: {
      zh: `超时：${PATIENCE_MS} 毫秒内没有应答，请检查存储服务；暂用本进程内存`,
      en: `timed out: no answer within ${PATIENCE_MS} ms, check the store's server; this process's memory serves meanwhile`,
    },
  })
}
