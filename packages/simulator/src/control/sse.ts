/**
 * `GET /_sim/v1/events`: everything that happens, as server-sent events. What happens within 50 ms goes out together and is
 * written once for all who listen: thousands of pushes a second must not stop the simulator, nor the page that shows them.
 */
import { systemClock } from '../clock.ts'
import type { World } from '../world/world.ts'
import { createEventBatch, type Detail, toEvent } from './event-batch.ts'

export interface EventStreams {
  open(detail: Detail): Response
}

const HEARTBEAT_MS = 15_000
/** Three frames. In real time also in a world whose clock stands: it paces sockets, nothing that is simulated. */
const PACE_MS = 50
/** Of each reader, what it has not fetched yet: more than a second of 3,000 pushes a second. */
const MOST_WAITING_BYTES = 8 * 1024 * 1024

const encoder = new TextEncoder()

interface Reader {
  detail: Detail
  give(bytes: Uint8Array): void
}

/** `onOpen` gets a function that ends a stream, for when the simulator closes. */
export function createEventStreams(world: World, onOpen: (end: () => void) => () => void): EventStreams {
  const readers = new Set<Reader>()
  let batch = createEventBatch()
  let cancelFlush: (() => void) | undefined
  let unsubscribe: (() => void) | undefined
  let flushedAt = 0

  function flush(): void {
    if (!cancelFlush) return
    cancelFlush()
    cancelFlush = undefined
    flushedAt = systemClock.now()
    const full = batch
    batch = createEventBatch()
    for (const reader of readers) reader.give(full.bytes(reader.detail))
  }

  function join(reader: Reader): void {
    // What happened before somebody came is in their snapshot.
    flush()
    readers.add(reader)
    unsubscribe ??= world.bus.subscribe((event) => {
      batch.add(event)
      const wait = Math.max(0, flushedAt + PACE_MS - systemClock.now())
      cancelFlush ??= systemClock.setTimeout(flush, Math.min(wait, PACE_MS))
    })
  }

  function leave(reader: Reader): void {
    readers.delete(reader)
    if (readers.size > 0) return
    unsubscribe?.()
    unsubscribe = undefined
    cancelFlush?.()
    cancelFlush = undefined
    batch = createEventBatch()
  }

  return {
    open(detail) {
      const waiting = createWaiting(() => encoder.encode(toEvent('lagged', world.snapshot())))
      let drain = () => {}
      let stop = () => {}
      const stream = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            let cancelHeartbeat = () => {}
            drain = () => {
              while ((controller.desiredSize ?? 0) > 0) {
                const next = waiting.take()
                if (!next) return
                controller.enqueue(next)
              }
            }
            const reader: Reader = {
              detail,
              give(bytes) {
                waiting.add(bytes)
                drain()
              },
            }
            join(reader)
            const forget = onOpen(() => {
              stop()
              controller.close()
            })
            stop = () => {
              leave(reader)
              cancelHeartbeat()
              drain = () => {}
              forget()
            }
            function beat() {
              cancelHeartbeat = world.base.setTimeout(() => {
                if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': alive\n\n'))
                beat()
              }, HEARTBEAT_MS)
            }
            controller.enqueue(encoder.encode(toEvent('snapshot', world.snapshot())))
            beat()
          },
          pull: () => drain(),
          cancel: () => stop(),
        },
        new CountQueuingStrategy({ highWaterMark: 1 }),
      )
      return new Response(stream, {
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-cache, no-transform',
          'X-Accel-Buffering': 'no',
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'same-origin',
        },
      })
    },
  }
}

/** Batches that a reader has not fetched. When they become too many it gets a new beginning in their place. */
function createWaiting(begin: () => Uint8Array) {
  let queue: Uint8Array[] = []
  let bytes = 0
  let isLagging = false
  return {
    add(batch: Uint8Array) {
      if (isLagging) return
      queue.push(batch)
      bytes += batch.length
      if (bytes <= MOST_WAITING_BYTES) return
      isLagging = true
      queue = []
      bytes = 0
    },
    take(): Uint8Array | undefined {
      if (isLagging) {
        isLagging = false
        return begin()
      }
      const next = queue.shift()
      bytes -= next?.length ?? 0
      return next
    },
  }
}
