/** One-time tickets in the forms of the OAuth pages: a foreign page cannot know one, so it cannot consent for anybody. */
import type { WorldClock } from '../clock.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

export interface Tickets<T> {
  issue(content: T): string
  /** The content, once; undefined when the ticket was used, is too old or never was. */
  take(ticket: string): T | undefined
  /** The content, which stays. */
  peek(ticket: string): T | undefined
}

const LIFETIME_MS = 10 * 60_000
const MAX_OPEN = 1000

export function createTickets<T>({ clock, random }: { clock: WorldClock; random: Random }): Tickets<T> {
  const open = new Map<string, { content: T; expiresAt: number }>()

  function peek(ticket: string): T | undefined {
    const found = open.get(ticket)
    return found && found.expiresAt > clock.now() ? found.content : undefined
  }

  return {
    peek,
    issue(content) {
      const ticket = random.text(32, ALPHANUMERIC)
      open.set(ticket, { content, expiresAt: clock.now() + LIFETIME_MS })
      for (const oldest of open.keys()) {
        if (open.size <= MAX_OPEN) break
        open.delete(oldest)
      }
      return ticket
    },
    take(ticket) {
      const content = peek(ticket)
      open.delete(ticket)
      return content
    },
  }
}
