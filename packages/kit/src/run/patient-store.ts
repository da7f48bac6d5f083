/** A store that never keeps anybody waiting: what it does not answer in time is an error. */
import type { Clock } from '../clock.ts'
import type { Store } from '../stores/store.ts'
import { LATE, within } from './within.ts'

/** Drivers wait for a lost server much longer than WeChat waits for us. */
const PATIENCE_MS = 1500
/** So long it is not asked again: several waits one after the other would be too long, too. */
const PAUSE_MS = 5000

export function patientStore(store: Store, clock: Clock): Store {
  let backAt = Number.NEGATIVE_INFINITY

  async function attempt<T>(act: () => Promise<T>): Promise<T> {
    if (clock.now() < backAt) throw slow()
    const result = await within(clock, act(), PATIENCE_MS)
    if (result !== LATE) return result
    backAt = clock.now() + PAUSE_MS
    throw slow()
  }

  return {
    get: (...args) => attempt(() => store.get(...args)),
    put: (...args) => attempt(() => store.put(...args)),
    delete: (...args) => attempt(() => store.delete(...args)),
    list: (...args) => attempt(() => store.list(...args)),
  }
}

function slow(): Error {
  return new Error(
    `存储 ${PATIENCE_MS} 毫秒内没有应答，请检查它的服务器 / the store did not answer within ${PATIENCE_MS} ms, check its server`,
  )
}
