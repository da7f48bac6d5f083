/** The runs of this process: new ones, those that another process has, and those that a dead one left behind. */
import { kindOf, type Message } from '@yingwu/protocol'
import type { Claim, Claims } from '../run/claims.ts'
import { createMailboxes } from '../run/mailbox.ts'
import { pause } from '../run/within.ts'
import { Job } from './job.ts'
import { createKeeper } from './keeper.ts'
import type { Kept, KeptAnswer } from './kept.ts'
import type { Delivery, Given, JobParts } from './parts.ts'
import { createSlots } from './slots.ts'

export interface RunParts extends JobParts {
  claims: Claims
  /** undefined: nothing is kept for a person's next message. */
  kept: Kept | undefined
}

/** One message, as this process knows it. */
export interface Known {
  delivery: Delivery
  /** That this process got. */
  deliveries: number
  /** Over all processes, as far as they are counted. */
  counted: Promise<number>
  /** Nobody had it before. */
  isNew: boolean
  /** undefined: another process has it. */
  job: Job | undefined
  given: Promise<Exclude<Given, 'lost'>>
}

export interface Runs {
  /** What is known of this message; the first delivery starts the run, or finds who has it. */
  know(delivery: Delivery): Known
  /** The earlier question that a tap on the link, or the word typed in its stead, asks after. */
  asked(message: Message): Promise<KeptAnswer | undefined>
  /** Goes on with what dead processes had acknowledged. */
  recover(): Promise<void>
  readonly jobs: ReadonlyMap<Job, Promise<void>>
}

/** While another process works on it, its result is looked for so often. */
const POLL_MS = 100
/** Longer than WeChat asks. */
const GIVE_UP_MS = 20_000

export function createRuns(parts: RunParts): Runs {
  const { claims, kept, settings, ability, clock, observer } = parts
  const { continueWord, stopWords } = settings
  const messages = new Map<string, Known>()
  const jobs = new Map<Job, Promise<void>>()
  const mailboxes = createMailboxes(settings.order)
  const slots = createSlots(settings.maxRuns, settings.maxQueued)

  /** The outcome of a message, from us or from the process that has it. */
  async function find(known: Known): Promise<Exclude<Given, 'lost'>> {
    const { key, arrived } = known.delivery
    for (let isFirstLook = true; ; isFirstLook = false) {
      const found = await claims.claim(key, isFirstLook)
      if (found.type === 'settled') return { answer: found.record.answer }
      const isFresh = found.type === 'claimed' && found.claim.attempt === 1
      if (isFirstLook && !isFresh) known.counted = claims.countDelivery(key)
      if (found.type === 'claimed') {
        const given = await take(known, found.claim)
        if (given !== 'lost') return given
        known.job = undefined
      }
      if (clock.now() - arrived > GIVE_UP_MS) return { answer: undefined }
      if (found.type === 'busy') await pause(clock, POLL_MS)
    }
  }

  async function take(known: Known, claim: Claim): Promise<Given> {
    const { delivery } = known
    const { message } = delivery
    known.isNew = claim.attempt === 1
    const slot = slots.enter(ability.canPush === true)
    if (slot !== true) {
      observer.overloaded?.({ message, kind: kindOf(message), isQueued: slot !== 'full' })
    }
    if (slot === 'full') {
      await claim.write({ state: 'done' })
      return { answer: undefined }
    }
    const job = toJob(delivery, claim, await asked(message))
    known.job = job
    // Queued: it is answered later, by a customer-service message.
    if (slot !== true) void job.acknowledge()
    void start(job, delivery.key, message, slot).then(() => slots.leave())
    return await job.ready
  }

  async function asked(message: Message): Promise<KeptAnswer | undefined> {
    if (kept === undefined || message.MsgType !== 'text') return undefined
    const id = 'bizmsgmenuid' in message ? message.bizmsgmenuid : undefined
    const isWord = 'Content' in message && message.Content === continueWord
    if (id === undefined && !isWord) return undefined
    const answers = await kept.of(message.FromUserName).catch(() => [])
    if (id !== undefined) return answers.find((one) => one.id === id)
    return answers.find(({ replies }) => replies !== undefined) ?? answers[0]
  }

  function toJob(
    { message, arrived, encode }: Delivery,
    claim: Claim,
    continues: KeptAnswer | undefined,
  ): Job {
    const keeper = kept && createKeeper(kept, message, continues?.id, { clock, settings })
    return new Job(parts, { message, arrived, claim, keeper, encode })
  }

  /** Resolves, never rejects, when nothing is left to do. */
  function start(job: Job, key: string, message: Message, slot: true | Promise<true>): Promise<void> {
    const person = message.FromUserName
    if (isStop(message, stopWords)) mailboxes.stop(person)
    const turn = mailboxes.enter(person, job)
    const mayRun = slot === true ? turn : slot.then(() => turn)
    const run = job
      .run(mayRun)
      .catch((error: unknown) => observer.failed?.({ message, kind: kindOf(message), error }))
      .finally(() => {
        mailboxes.leave(person, job)
        jobs.delete(job)
        messages.delete(key)
      })
    jobs.set(job, run)
    return run
  }

  async function resume(delivery: Delivery, claim: Claim): Promise<void> {
    const { key, message } = delivery
    const job = toJob(delivery, claim, await asked(message))
    job.resume()
    const given = job.ready.then((one) => (one === 'lost' ? { answer: undefined } : one))
    messages.set(key, { ...blank(delivery), job, given })
    void start(job, key, message, true)
  }

  return {
    jobs,
    asked,
    know(delivery) {
      const known = messages.get(delivery.key)
      if (known !== undefined) return known
      const made = blank(delivery)
      messages.set(delivery.key, made)
      made.given = find(made).finally(() => {
        if (made.job === undefined) messages.delete(delivery.key)
      })
      return made
    },
    async recover() {
      for (const { key, message } of await claims.late()) {
        if (messages.has(key)) continue
        const found = await claims.claim(key, false)
        if (found.type === 'settled' && found.record.state === 'done') await claims.forget(key)
        if (found.type !== 'claimed') continue
        if (ability.canPush === undefined) await ability.ask(message.FromUserName)
        const arrived = message.CreateTime * 1000
        await resume({ key, message, arrived, encode: noAnswer }, found.claim)
      }
    },
  }
}

const NEVER = new Promise<never>(() => {})

function blank(delivery: Delivery): Known {
  return {
    delivery,
    deliveries: 0,
    counted: Promise.resolve(1),
    isNew: false,
    job: undefined,
    given: NEVER,
  }
}

function isStop(message: Message, words: readonly string[]): boolean {
  return message.MsgType === 'text' && 'Content' in message && words.some((word) => word === message.Content)
}

/** Deliveries have had their answer. */
function noAnswer(): never {
  throw new Error('a message that was acknowledged has no passive reply')
}
