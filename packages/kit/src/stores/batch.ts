/** Carries out a write, and answers when it is on the disk. */
export type Batch = <T>(act: () => T) => Promise<T>

interface Write {
  act: () => void
  /** The commit succeeded. */
  done: () => void
  fail: (error: unknown) => void
}

/**
 * Writes of one turn of the event loop share a transaction: a commit waits for the disk, and costs as much as a thousand
 * writes without it. What fails by itself fails alone; a commit that fails fails all.
 */
export function createBatch(database: { exec(sql: string): unknown }): Batch {
  let writes: Write[] = []

  function carryOut(all: readonly Write[]): void {
    const good: Write[] = []
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const write of all) {
        try {
          write.act()
          good.push(write)
        } catch (error) {
          write.fail(error)
        }
      }
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
    for (const { done } of good) done()
  }

  function flush(): void {
    const all = writes
    writes = []
    try {
      carryOut(all)
    } catch (error) {
      for (const { fail } of all) fail(error)
    }
  }

  return (act) =>
    new Promise((resolve, reject) => {
      if (writes.length === 0) setImmediate(flush)
      let answer: () => void
      writes.push({
        act: () => {
          const result = act()
          answer = () => resolve(result)
        },
        done: () => answer(),
        fail: reject,
      })
    })
}
