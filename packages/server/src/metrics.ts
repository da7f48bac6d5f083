import type { CallbackObserver } from 'yingwu'
import { isEventName, isMessageType } from '@yingwu/protocol'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one server. */
export interface Metrics {
  readonly registry: Registry
  /** Counts what happens at the callback. */
  readonly observer: CallbackObserver
}

/** WeChat gives up after 5 s and three deliveries: the buckets show both lines. */
const SECONDS = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 4, 5, 10, 15]

export function createMetrics(running: () => number): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const deliveries = new Counter({
    name: 'yingwu_deliveries_total',
    help: 'Deliveries answered, by kind of message, by answer (reply type or success), and whether they started a run or joined one',
    labelNames: ['kind', 'answer', 'run'],
    registers,
  })
  // A counter with its labels bound costs a fifth of one that looks them up. By kind, then by answer.
  const counters = {
    first: new Map<string, Map<string, Counter.Internal>>(),
    joined: new Map<string, Map<string, Counter.Internal>>(),
  }
  const seconds = new Histogram({
    name: 'yingwu_delivery_seconds',
    help: 'From the arrival of a delivery to its answer',
    buckets: SECONDS,
    registers,
  })
  const refused = new Counter({
    name: 'yingwu_refused_total',
    help: 'Requests refused before any handler, by HTTP status',
    labelNames: ['status'],
    registers,
  })
  const failures = new Counter({
    name: 'yingwu_handler_failures_total',
    help: 'Handlers that threw, by kind of message',
    labelNames: ['kind'],
    registers,
  })
  const runs = new Gauge({
    name: 'yingwu_runs_in_progress',
    help: 'Messages being handled now',
    registers: [],
    collect() {
      this.set(running())
    },
  })

  registry.registerMetric(runs)

  function counterOf(kind: string, answer: string, isFirst: boolean): Counter.Internal {
    const run = isFirst ? 'first' : 'joined'
    return counters[run].get(kind)?.get(answer) ?? bind(kind, answer, run)
  }

  function bind(kind: string, answer: string, run: 'first' | 'joined'): Counter.Internal {
    const listed = toListed(kind)
    const counter = deliveries.labels({ kind: listed, answer, run })
    if (listed !== kind) return counter
    const byKind = counters[run]
    const byAnswer = byKind.get(kind) ?? new Map<string, Counter.Internal>()
    byKind.set(kind, byAnswer.set(answer, counter))
    return counter
  }

  return {
    registry,
    observer: {
      answered({ kind, answer, isFirst, ms }) {
        counterOf(kind, answer, isFirst).inc()
        seconds.observe(ms / 1000)
      },
      refused: ({ status }) => refused.inc({ status: String(status) }),
      failed: ({ kind }) => failures.inc({ kind: toListed(kind) }),
    },
  }
}

/** Names that nobody has listed come from outside and have no bound. */
function toListed(kind: string): string {
  const [group, name = ''] = kind.split(':')
  return (group === 'event' ? isEventName(name) : isMessageType(name)) ? kind : `${group}:other`
}
