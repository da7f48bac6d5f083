/**
 * `GET /_sim/v1/events`: everything that happens, as server-sent events. The first one goes out at once, what follows
 * within two frames of a screen goes out together, and what has changed several times meanwhile goes out once, as it is
 * then: thousands of pushes a second must not stop the page that shows them.
 */
import type { SimEvent } from '../bus.ts'
import { systemClock } from '../clock.ts'
import type { World } from '../world/world.ts'

const HEARTBEAT_MS = 15_000
/** Two frames. In real time also in a world whose clock stands: it paces a socket, nothing that is simulated. */
const PACE_MS = 33
/** Events. A reader that far behind is cut off; it comes back by itself and begins with a snapshot. */
const MAX_QUEUED = 20_000

/** `onOpen` gets a function that ends the stream, for when the simulator closes. */
export function streamEvents(world: World, onOpen: (end: () => void) => () => void): Response {
  const encoder = new TextEncoder()
  const waiting = createWaiting()
  let stop = () => {}
  let flush = () => {}

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let cancelHeartbeat = () => {}
        let cancelPace: (() => void) | undefined
        const write = (text: string) => controller.enqueue(encoder.encode(text))
        flush = () => {
          // A slow reader finds them when it comes back for more.
          if (cancelPace || waiting.size() === 0 || (controller.desiredSize ?? 0) <= 0) return
          write(waiting.take().map(toText).join(''))
          cancelPace = systemClock.setTimeout(() => {
            cancelPace = undefined
            flush()
          }, PACE_MS)
        }
        const unsubscribe = world.bus.subscribe((event) => {
          waiting.add(event)
          if (waiting.size() > MAX_QUEUED) end()
          else flush()
        })
        const forget = onOpen(end)
        stop = () => {
          unsubscribe()
          cancelHeartbeat()
          cancelPace?.()
          flush = () => {}
          forget()
        }
        function end() {
          stop()
          controller.close()
        }
        function beat() {
          cancelHeartbeat = world.base.setTimeout(() => {
            if ((controller.desiredSize ?? 0) > 0) write(': alive\n\n')
            beat()
          }, HEARTBEAT_MS)
        }
        write(toText({ name: 'snapshot', data: world.snapshot() }))
        beat()
      },
      pull() {
        flush()
      },
      cancel() {
        stop()
      },
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
}

/** Events that have not gone out yet. A newer state of the same thing takes the place of the older one. */
function createWaiting() {
  const events = new Map<string, SimEvent>()
  let count = 0
  return {
    size: () => events.size,
    add(event: SimEvent) {
      // What came before it is in it.
      if (event.name === 'snapshot') events.clear()
      count += 1
      events.set(keyOf(event) ?? String(count), event)
    },
    take() {
      const all = [...events.values()]
      events.clear()
      return all
    },
  }
}

function keyOf({ name, data }: SimEvent): string | undefined {
  if (name === 'push') return `push ${data.id}`
  if (name === 'fan') return `fan ${data.openid}`
  if (name === 'account') return `account ${data.appid}`
  return name === 'clock' ? name : undefined
}

function toText({ name, data }: SimEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
