/** `GET /_sim/v1/events`: everything that happens, as server-sent events. */
import type { SimEvent } from '../bus.ts'
import type { World } from '../world/world.ts'

const HEARTBEAT_MS = 15_000
/** A reader that far behind is cut off; it comes back by itself and begins with a snapshot. */
const MAX_QUEUED = 20_000

/** `onOpen` gets a function that ends the stream, for when the simulator closes. */
export function streamEvents(world: World, onOpen: (end: () => void) => () => void): Response {
  const encoder = new TextEncoder()
  let stop = () => {}

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let cancelHeartbeat = () => {}
        const write = (text: string) => {
          if ((controller.desiredSize ?? 0) < -MAX_QUEUED) end()
          else controller.enqueue(encoder.encode(text))
        }
        const unsubscribe = world.bus.subscribe((event) => write(toText(event)))
        const forget = onOpen(end)
        stop = () => {
          unsubscribe()
          cancelHeartbeat()
          forget()
        }
        function end() {
          stop()
          controller.close()
        }
        function beat() {
          cancelHeartbeat = world.base.setTimeout(() => {
            write(': alive\n\n')
            beat()
          }, HEARTBEAT_MS)
        }
        write(toText({ name: 'snapshot', data: world.snapshot() }))
        beat()
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
    },
  })
}

function toText({ name, data }: SimEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}
