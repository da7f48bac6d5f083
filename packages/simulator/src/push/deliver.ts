/** One attempt: send, wait for the complete answer until the deadline, and say in WeChat's terms how it went. */
import type { Clock } from '../clock.ts'
import type { Effect } from '../world/faults.ts'
import type { IncomingResponse, OutgoingRequest, Transport } from './transport.ts'

export type Delivery =
  | { type: 'answered'; response: IncomingResponse }
  | { type: 'timeout' }
  | { type: 'dns' | 'connect'; reason: string; code: string }
  /** The simulator was reset or closed. */
  | { type: 'aborted' }

export interface DeliveryOptions {
  clock: Clock
  transport: Transport
  timeoutMs: number
  /** A fault that strikes this attempt. `delay` holds the answer back, the request goes out at once. */
  fault?: Effect | undefined
  /** Ends the attempt from outside. */
  signal?: AbortSignal | undefined
}

export async function deliver(request: OutgoingRequest, options: DeliveryOptions): Promise<Delivery> {
  const { clock, transport, timeoutMs, fault, signal } = options
  if (fault?.type === 'drop' || fault?.type === 'tls') return toFaulted(fault.type)

  const stop = new AbortController()
  const clean: (() => void)[] = []
  const deadline = new Promise<Delivery>((resolve) => {
    clean.push(clock.setTimeout(() => resolve({ type: 'timeout' }), timeoutMs))
    const abort = () => resolve({ type: 'aborted' })
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { once: true })
    clean.push(() => signal?.removeEventListener('abort', abort))
  })
  const halves =
    fault?.type === 'slow'
      ? { wait: () => new Promise<void>((resolve) => clean.push(clock.setTimeout(resolve, fault.ms))) }
      : undefined
  const exchange = transport({ ...request, ...(halves && { halves }) }, stop.signal).then(
    async (response): Promise<Delivery> => {
      if (fault?.type === 'delay') {
        await new Promise<void>((resolve) => clean.push(clock.setTimeout(resolve, fault.ms)))
      }
      if (fault?.type === 'reset' || fault?.type === 'half') return toFaulted(fault.type)
      return { type: 'answered', response }
    },
    (error: unknown): Delivery => toFailure(error),
  )
  const delivery = await Promise.race([exchange, deadline])
  for (const undo of clean) undo()
  if (delivery.type !== 'answered') stop.abort()
  return delivery
}

function toFaulted(type: 'drop' | 'tls' | 'reset' | 'half'): Delivery {
  return { type: 'connect', reason: 'fault rule', code: `FAULT ${type}` }
}

const DNS_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'])

function toFailure(error: unknown): Delivery {
  const code = codeOf(error)
  const reason = error instanceof Error && error.message ? error.message : String(error)
  return { type: DNS_CODES.has(code) ? 'dns' : 'connect', reason, code }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  // Both address families refused: the reason is in the parts.
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}
