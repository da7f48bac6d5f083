/** What is under way ends together, when the simulator is reset or closed. */
export interface Halt {
  readonly isOver: boolean
  /** `stop` runs at the end; the answer takes it back. */
  onEnd(stop: () => void): () => void
  end(): void
}

/** Not an AbortSignal: that searches all its listeners for each new one, and thousands of pushes may be waiting. */
export function createHalt(): Halt {
  const stops = new Set<() => void>()
  let isOver = false
  return {
    get isOver() {
      return isOver
    },
    onEnd(stop) {
      stops.add(stop)
      return () => void stops.delete(stop)
    },
    end() {
      isOver = true
      for (const stop of stops) stop()
    },
  }
}
