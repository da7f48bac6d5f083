/** Lets logs and metrics see every request, without a chance to break it. */
import type { Clock } from '../clock.ts'
import type { Call } from './request.ts'

/** What a hook throws is ignored. */
export interface CallHooks {
  /** Before each request, repeats included. */
  onRequest?: ((request: RequestNotice) => void) | undefined
  /** After each request with its answer. */
  onExchange?: ((exchange: Exchange) => void) | undefined
  /** The token store cannot be reached, or fails: this process goes on with a token of its own. Told every 10 seconds at most. */
  onStoreError?: ((error: Error) => void) | undefined
}

/** One request. Holds no parameters and no secrets. */
export interface RequestNotice {
  /** The call, for example `menu.create`. */
  endpoint: string
  method: 'GET' | 'POST'
  /** For example `/cgi-bin/menu/create`. */
  path: string
  /** 1 for the first request of a call. */
  attempt: number
}

/** One request and how it went. */
export interface Exchange extends RequestNotice {
  milliseconds: number
  /** Absent when it went well. */
  error?: unknown
}

export async function observed<T>(
  hooks: CallHooks | undefined,
  clock: Clock,
  { id, route: { method, path } }: Call,
  attempt: number,
  run: () => Promise<T>,
): Promise<T> {
  if (hooks === undefined) return await run()
  const { onRequest, onExchange } = hooks
  const request = { endpoint: id, method, path, attempt }
  const began = clock.now()
  const report = (outcome: { error?: unknown }) => {
    tell(onExchange, { ...request, milliseconds: clock.now() - began, ...outcome })
  }
  tell(onRequest, request)
  try {
    const result = await run()
    report({})
    return result
  } catch (error) {
    report({ error })
    throw error
  }
}

/** A broken metric must not make a message that was sent look unsent. */
function tell<T>(hook: ((event: T) => void) | undefined, event: T): void {
  try {
    hook?.(event)
  } catch {
    // Whoever wrote the hook has to notice.
  }
}
