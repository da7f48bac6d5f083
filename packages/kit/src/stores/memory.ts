import { type Clock, systemClock } from '../clock.ts'
import { createEntries } from './entries.ts'
import { checkTtl, type Store } from './store.ts'

/** Keeps everything in this process, and forgets it with the process. The default. */
export function memoryStore({ clock = systemClock }: { clock?: Clock | undefined } = {}): Store {
  const entries = createEntries()

  return {
    async get(key) {
      return entries.get(key, clock.now())
    },
    async put(key, value, options) {
      checkTtl(options)
      return entries.put({ key, value, at: clock.now(), ttlMs: options.ttlMs, if: options.if })
    },
    async delete(key, options) {
      return entries.delete({ key, at: clock.now(), if: options?.if })
    },
    async list(prefix) {
      return entries.keys(prefix, clock.now())
    },
  }
}
