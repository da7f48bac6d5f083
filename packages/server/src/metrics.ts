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

/** Durations that are put aside before they are entered together. */
const BATCH = 256

interface Count {
  readonly labels: { readonly kind: string; readonly answer: string; readonly run: 'first' | 'joined' }
  /** Since the metrics were read last. */
  fresh: number
}

/**
 * What happens with every message is counted in plain numbers, and entered into the registry when somebody reads it: a
 * counter and a histogram of the library for each message would cost as much as reading the message.
 */
export function createMetrics(running: () => number): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counts = {
    first: new Map<string, Map<string, Count>>(),
    joined: new Map<string, Map<string, Count>>(),
  }
  const durations: number[] = []
  const deliveries = new Counter({
    name: 'yingwu_deliveries_total',
    help: 'Deliveries answered, by kind of message, by answer (reply type or success), and whether they started a run or joined one',
    labelNames: ['kind', 'answer', 'run'],
    registers,
    collect: enterCounts,
  })
  const seconds = new Histogram({
    name: 'yingwu_delivery_seconds',
    help: 'From the arrival of a delivery to its answer',
    buckets: SECONDS,
    registers,
    collect: enterDurations,
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
  const replies = new Counter({
    name: 'yingwu_replies_total',
    help: 'Replies by the way they went (passive, push, kept, none) and why they did not; with WECHAT_ACCOUNT_KIND',
    labelNames: ['via', 'reason'],
    registers,
  })
  const overloads = new Counter({
    name: 'yingwu_overloads_total',
    help: 'Messages that came while too many were being handled: queued for a later push, or dropped',
    labelNames: ['outcome'],
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

  function countOf(kind: string, answer: string, run: 'first' | 'joined'): Count {
    return counts[run].get(kind)?.get(answer) ?? newCount(toListed(kind), answer, run)
  }

  function newCount(kind: string, answer: string, run: 'first' | 'joined'): Count {
    const byAnswer = counts[run].get(kind) ?? new Map<string, Count>()
    const count = byAnswer.get(answer) ?? { labels: { kind, answer, run }, fresh: 0 }
    counts[run].set(kind, byAnswer.set(answer, count))
    return count
  }

  function enterCounts(): void {
    for (const byKind of Object.values(counts)) {
      for (const byAnswer of byKind.values()) {
        for (const count of byAnswer.values()) {
          deliveries.inc({ ...count.labels }, count.fresh)
          count.fresh = 0
        }
      }
    }
  }

  function enterDurations(): void {
    for (const duration of durations) seconds.observe(duration)
    durations.length = 0
  }

  return {
    registry,
    observer: {
      answered({ kind, answer, isFirst, ms }) {
        countOf(kind, answer, isFirst ? 'first' : 'joined').fresh++
        if (durations.push(ms / 1000) === BATCH) enterDurations()
      },
      refused: ({ status }) => refused.inc({ status: String(status) }),
      delivered: ({ outcome }) =>
        replies.inc({ via: outcome.via, reason: outcome.via === 'none' ? outcome.reason : '' }),
      overloaded: ({ isQueued }) => overloads.inc({ outcome: isQueued ? 'queued' : 'dropped' }),
      failed: ({ kind }) => failures.inc({ kind: toListed(kind) }),
    },
  }
}

/** Names that nobody has listed come from outside and have no bound. */
function toListed(kind: string): string {
  const [group, name = ''] = kind.split(':')
  return (group === 'event' ? isEventName(name) : isMessageType(name)) ? kind : `${group}:other`
}
