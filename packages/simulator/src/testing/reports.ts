/** What the bot's side told of itself, so that a failed expectation can name the cause. */
import type { Push } from '../control/types.ts'

export interface Report {
  text: string
  error?: unknown
}

/** Fits the kit's `observer`, so that errors of handlers, which no person ever sees, reach the test. */
export interface TestObserver {
  failed(event: { kind: string; error: unknown }): void
  refused(event: { status: number; reason: string }): void
  warned(event: { kind: string; warning: string }): void
}

export interface Reports {
  observer: TestObserver
  /** The bot's function threw. */
  threw(error: unknown): void
  /** What was told since a push began; everything when there is none. */
  since(push?: Push): Report[]
}

export function createReports(lastPush: () => number): Reports {
  const all: (Report & { after: number })[] = []
  const add = (report: Report) => void all.push({ ...report, after: lastPush() })

  return {
    observer: {
      failed: ({ kind, error }) =>
        add({ text: `${kind} 的处理函数出错 / the handler failed: ${String(rootOf(error))}`, error }),
      refused: ({ status, reason }) =>
        add({ text: `机器人拒绝了请求 / the bot refused, ${status}: ${reason}` }),
      warned: ({ kind, warning }) => add({ text: `${kind}: ${warning}` }),
    },
    threw: (error) => add({ text: `机器人抛出异常 / the bot threw: ${String(rootOf(error))}`, error }),
    since: (push) => all.filter(({ after }) => push === undefined || after >= push.id),
  }
}

/** What began it: frameworks wrap what a handler threw. */
function rootOf(error: unknown): unknown {
  let root = error
  for (let depth = 0; depth < 10 && root instanceof Error && root.cause !== undefined; depth++)
    root = root.cause
  return root
}
