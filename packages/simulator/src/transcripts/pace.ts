/** How a replay waits: in a running simulator for what happens, in a test by the test's clock. */
import type { World } from '../world/world.ts'

export interface Pace {
  /** To be called before a person does something. */
  begin(): void
  /** Waits for what WeChat and the bot do. */
  wait<T>(work: Promise<T>): Promise<T>
  /** Waits until something is found, so many milliseconds at most. */
  waitFor<T>(find: () => T | undefined, ms: number): Promise<T | undefined>
  /** Lets the world's clock go on by so much, for what comes unasked. */
  rest(ms: number): Promise<void>
  /** Moves the world's clock on. */
  advance(ms: number): Promise<void>
}

export function realPace({ base, bus, clock }: World): Pace {
  return {
    begin() {},
    wait: (work) => work,
    waitFor(find, ms) {
      return new Promise((resolve) => {
        const cancel = base.setTimeout(() => end(undefined), ms)
        const unsubscribe = bus.subscribe(look)
        function look() {
          const found = find()
          if (found !== undefined) end(found)
        }
        function end(found: ReturnType<typeof find>) {
          cancel()
          unsubscribe()
          resolve(found)
        }
        look()
      })
    },
    rest(ms) {
      return new Promise((resolve) => {
        // In the order of the world's clock, so that what is due by then is done. Where it stands, creeps or is reset, real
        // time ends it.
        const cancels = [clock.at(clock.now() + ms, end), base.setTimeout(end, ms)]
        function end() {
          for (const cancel of cancels) cancel()
          resolve()
        }
      })
    },
    async advance(ms) {
      clock.change({ advanceSeconds: ms / 1000 })
    },
  }
}
