/** What runs are made of. */
import type { Message, Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import type { Bot } from '../bot/bot.ts'
import type { CallbackObserver } from '../callback/options.ts'
import type { Clock } from '../clock.ts'
import type { Answer } from '../run/answered.ts'
import type { Claim } from '../run/claims.ts'
import type { Ability } from './ability.ts'
import type { Keeper } from './keeper.ts'
import type { DeliverySettings } from './options.ts'
import type { Pusher } from './pusher.ts'

/** What all runs of a callback share. */
export interface JobParts {
  bot: Bot
  api: Api | undefined
  apology: string | undefined
  clock: Clock
  settings: DeliverySettings
  observer: CallbackObserver
  ability: Ability
  pusher: Pusher
}

/** One delivery of a message. */
export interface Delivery {
  key: string
  message: Message
  arrived: number
  /** Writes the passive reply. */
  encode: (reply: Reply) => Answer
}

/** What one run is about. */
export interface JobOrder {
  message: Message
  arrived: number
  claim: Claim
  /** undefined: nothing is kept for later. */
  keeper: Keeper | undefined
  encode: (reply: Reply) => Answer
}

/** What deliveries get: an answer; `lost`: from whoever took over; `gone`: this process ends, WeChat is to ask again. */
export type Given = { answer: Answer | undefined } | 'lost' | 'gone'
