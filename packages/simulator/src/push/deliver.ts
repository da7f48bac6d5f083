/** One attempt: send, wait for the complete answer until the deadline, and say in WeChat's terms how it went. */
import type { Clock } from '../clock.ts'
import type { Effect } from '../world/faults.ts'
import type { Halt } from './halt.ts'
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
  halt?: Halt | undefined
}

export function deliver(
  request: OutgoingRequest,
  { clock, transport, timeoutMs, fault, halt }: DeliveryOptions,
): Promise<Delivery> {
  if (fault?.type === 'drop' || fault?.type === 'tls') return Promise.resolve(toFaulted(fault.type))

  return new Promise((resolve) => {
    const stop = new AbortController()
    const cancels: (() => void)[] = []
    const end = (delivery: Delivery) => {
      for (const cancel of cancels) cancel()
      resolve(delivery)
      if (delivery.type !== 'answered') stop.abort()
    }
    const wait = (ms: number) => new Promise<void>((go) => cancels.push(clock.setTimeout(go, ms)))
    cancels.push(clock.setTimeout(() => end({ type: 'timeout' }), timeoutMs))
    if (halt) cancels.push(halt.onEnd(() => end({ type: 'aborted' })))

    const whole = fault?.type === 'slow' ? { ...request, halves: { wait: () => wait(fault.ms) } } : request
    const send = async (): Promise<Delivery> => {
      try {
        const response = await transport(whole, stop.signal)
        if (fault?.type === 'delay') await wait(fault.ms)
        if (fault?.type === 'reset' || fault?.type === 'half') return toFaulted(fault.type)
        return { type: 'answered', response }
      } catch (error) {
        return toFailure(error)
      }
    }
    void send().then(end)
  })
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
