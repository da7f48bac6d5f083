import { type Clock, systemClock } from '../clock.ts'
import { createJournal } from './journal.ts'
import { checkTtl, type Store } from './store.ts'

/**
 * Keeps everything in a file, for the processes of one machine: `fileStore('data/tokens')` writes `data/tokens.1`, which
 * only its owner may read. Meant for the tokens of some accounts; each process holds all of it in memory. It survives the
 * death of any process at any moment, but the newest changes may not survive a power cut. Not for network drives.
 *
 * Its clock is the machine's.
 */
export function fileStore(path: string, { clock = systemClock }: { clock?: Clock | undefined } = {}): Store {
  const journal = createJournal(path)

  return {
    async get(key) {
      return journal.read().get(key, clock.now())
    },
    async put(key, value, options) {
      checkTtl(options)
      return journal.write({ type: 'put', key, value, at: clock.now(), ...options })
    },
    async delete(key, options) {
      return journal.write({ type: 'delete', key, at: clock.now(), ...options })
    },
    async list(prefix) {
      return journal.read().keys(prefix, clock.now())
    },
  }
}
