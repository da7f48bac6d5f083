/** How many runs there are at once, and how many wait for one to end. */
export interface Slots {
  /** true: go on at once; a promise: in line; `full`: no room, or waiting is of no use. */
  enter(mayWait: boolean): true | Promise<true> | 'full'
  leave(): void
}

export function createSlots(most: number, mostWaiting: number): Slots {
  let running = 0
  const waiting: (() => void)[] = []

  return {
    enter(mayWait) {
      if (running < most) {
        running += 1
        return true
      }
      if (!mayWait || waiting.length >= mostWaiting) return 'full'
      return new Promise((resolve) => waiting.push(() => resolve(true)))
    },
    leave() {
      const next = waiting.shift()
      // Its slot goes to the next one.
      if (next) next()
      else running -= 1
    },
  }
}
