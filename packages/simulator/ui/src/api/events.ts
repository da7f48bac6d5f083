/** The simulator's event stream. It reconnects by itself, also where the browser gives up. */
import { EVENTS_URL } from './api.ts'
import type { StreamEvent } from './state.ts'

const NAMES = [
  'snapshot',
  'lagged',
  'account',
  'fans',
  'followers',
  'script',
  'transcripts',
  'replay',
  'messages',
  'pushes',
  'calls',
  'clock',
] as const satisfies StreamEvent['name'][]
/** A browser stops for good after an HTTP error, such as a proxy's 502 while the simulator restarts. */
const RETRY_MS = 2000

interface Listener {
  event: (event: StreamEvent) => void
  lost: () => void
}

/** Returns the way to end the stream. */
export function listen(listener: Listener): () => void {
  let source: EventSource
  let retry: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    source = new EventSource(EVENTS_URL)
    for (const name of NAMES)
      source.addEventListener(name, ({ data }) => listener.event({ name, data: JSON.parse(data) }))
    source.addEventListener('error', () => {
      listener.lost()
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS)
    })
  }

  connect()
  return () => {
    clearTimeout(retry)
    source.close()
  }
}
