/**
 * The delivery plan: which way an answer goes, by what the account may do and how much time is left.
 *
 * In time: the passive reply. Late, and customer-service messages may be sent: `success` before the deadline, the typing
 * state, then the message. Late, and they may not: deliveries are held, the last one gets a placeholder with a link,
 * and the answer goes with the person's next message. Each message is handled once, by one process.
 */
import { LATE, within } from '../run/within.ts'
import { type Kept, toQuestion } from './kept.ts'
import type { Delivery, Given } from './parts.ts'
import { createRuns, type Known, type RunParts } from './runs.ts'
import { continueLink } from './texts.ts'

export interface Plan {
  /** `gone`: this process ends, and WeChat has to ask again. */
  deliver(delivery: Delivery): Promise<{ given: Exclude<Given, 'lost'>; isFirst: boolean }>
  readonly running: number
  idle(): Promise<void>
  /** Lets the runs go: others go on with them. */
  close(): Promise<void>
}

/** So long before the deadline WeChat is asked what the account may do. */
const ASK_MS = 1500
/** What a dead process left behind is looked for so often. */
const RECOVER_MS = 5000
export function createPlan(parts: RunParts): Plan {
  const { claims, kept, settings, ability, clock } = parts
  const { budgetMs, deliveries, continueWord, placeholder } = settings
  const runs = createRuns(parts)
  let isClosed = false
  let cancelRecovery: (() => void) | undefined

  /** What one delivery is answered with, at the latest when its time is over. */
  async function attend(known: Known, arrived: number, number: () => Promise<number>) {
    const until = (at: number) => within(clock, known.given, at - clock.now())
    if (ability.canPush === undefined) {
      const soon = await until(arrived + budgetMs - ASK_MS)
      if (soon !== LATE) return soon
      void ability.ask(known.delivery.message.FromUserName)
    }
    const given = await until(arrived + budgetMs)
    if (given !== LATE) return given
    if (ability.canPush === true) await known.job?.acknowledge()
    else if (kept && placeholder !== false && (await number()) >= deliveries) {
      const postponed = known.job
        ? await known.job.postpone(placeholder)
        : await postponeElsewhere(known, kept, placeholder)
      if (postponed) return postponed
    }
    return await known.given
  }

  /**
   * Another process works on it. It keeps its answer and this one tells the person to ask again; undefined where it says
   * first that it has one.
   */
  async function postponeElsewhere({ delivery }: Known, kept: Kept, text: string) {
    const { key, message, encode } = delivery
    const earlier = await runs.asked(message)
    const { id, question } = earlier ?? toQuestion(message)
    if (earlier === undefined) await kept.put(message.FromUserName, { id, question })
    const record = await claims.look(key)
    if (record?.state === 'running' && (await claims.ask(key))) {
      const Content = `${text}\n${continueLink(id, continueWord)}`
      return { answer: encode({ MsgType: 'text', Content }) }
    }
    if (earlier === undefined) await kept.take(message.FromUserName, id, 0)
    return undefined
  }

  function recoverLater(ms: number): void {
    cancelRecovery = clock.setTimeout(() => {
      runs
        .recover()
        // The store is down: the next look will do.
        .catch(() => {})
        .finally(() => {
          if (!isClosed) recoverLater(RECOVER_MS)
        })
    }, ms)
  }
  if (claims.isShared) recoverLater(0)

  return {
    async deliver(delivery) {
      const known = runs.know(delivery)
      known.deliveries += 1
      const here = known.deliveries
      const counted = here === 1 ? undefined : claims.countDelivery(delivery.key)
      const number = async () => Math.max(here, await (counted ?? known.counted))
      const given = await attend(known, delivery.arrived, number)
      return { given, isFirst: here === 1 && known.isNew }
    },
    get running() {
      return runs.jobs.size
    },
    async idle() {
      while (runs.jobs.size > 0) await Promise.allSettled(runs.jobs.values())
    },
    async close() {
      isClosed = true
      cancelRecovery?.()
      await Promise.allSettled([...runs.jobs.keys()].map((job) => job.release()))
      claims.close()
    },
  }
}
