/** Who handles a message: one process, however many are asked. */
import type { Message } from '@yingwu/protocol'
import { type Answer, Answered } from './answered.ts'
import type { LateMessage, RunRecord, RunState } from './record.ts'

/** What its holder may change of the record. */
export type Progress = Omit<RunRecord, 'owner' | 'attempt'>

/** The right to handle a message. */
export interface Claim {
  /** 1 for the first run of a message, one more for each take-over. */
  readonly attempt: number
  /** How far the one before came. */
  readonly before: Pick<RunRecord, 'answer' | 'left'>
  /** Makes progress known. False: somebody else took over, and what this run found must not be used. */
  write(progress: Progress): Promise<boolean>
  /** Keeps the message itself, before WeChat is told that it is handled. */
  keepMessage(message: Message): Promise<void>
  /** The work is over: the message kept for others is forgotten. To be followed by a `write` of `done`. */
  end(): Promise<void>
  /**
   * Whether another process told the person to ask again, so that the answer has to be kept. Said before the answer is
   * written; from then on no process does.
   */
  isAsked(): Promise<boolean>
  /** Lets another process go on at once. */
  release(): Promise<void>
  /** Called once when somebody else took over. */
  onLost: () => void
}

export type Found =
  | { type: 'claimed'; claim: Claim }
  | { type: 'busy' }
  | { type: 'settled'; record: RunRecord }

export interface Claims {
  /** Whether other processes, and those after a restart, see them. */
  readonly isShared: boolean
  /**
   * Takes the message if nobody has it, or its holder is dead. While the store fails, new ones are taken all the same:
   * an answer given twice at worst is better than none.
   */
  claim(key: string, isNew: boolean): Promise<Found>
  /** What the store says now. */
  look(key: string): Promise<RunRecord | undefined>
  /** Says, of a message that another process has, that the person is told to ask again. False: it has the answer. */
  ask(key: string): Promise<boolean>
  /** Counts a further delivery of a message, in all processes; gives its number, from 2. */
  countDelivery(key: string): Promise<number>
  /** Keeps an outcome in this process alone. */
  remember: (key: string, state: RunState, answer: Answer | undefined) => void
  /** Messages that were acknowledged and not finished; not all of them are abandoned. */
  late(): Promise<LateMessage[]>
  /** A late message needs nothing more. */
  forget(key: string): Promise<void>
  /** No beats any more. */
  close(): void
}

/** In this process alone: what it knows is gone with it. */
export function memoryClaims(now: () => number): Claims {
  const answered = new Answered()
  function remember(key: string, state: RunState, answer: Answer | undefined) {
    if (state !== 'running') answered.keep(key, answer, now())
  }
  const toClaim = (key: string): Claim => ({
    attempt: 1,
    before: {},
    async write({ state, answer }) {
      remember(key, state, answer)
      return true
    },
    keepMessage: async () => {},
    end: async () => {},
    isAsked: async () => false,
    release: async () => {},
    onLost: () => {},
  })

  return {
    isShared: false,
    remember,
    async claim(key) {
      const handled = answered.get(key)
      if (handled === undefined) return { type: 'claimed', claim: toClaim(key) }
      return { type: 'settled', record: { state: 'done', owner: '', attempt: 1, answer: handled.answer } }
    },
    look: async () => undefined,
    ask: async () => false,
    // The deliveries that this process got are all there are.
    countDelivery: async () => 0,
    late: async () => [],
    forget: async () => {},
    close: () => {},
  }
}
