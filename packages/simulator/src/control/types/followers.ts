/** Followers by the thousand, and scripts that tell them what to do. */
import type { Account } from './accounts.ts'
import type { Action } from './actions.ts'
import type { Fan } from './fans.ts'
import type { Bilingual } from './world.ts'

/** Odd people, each of whom has broken somebody's program. */
export type PersonaId =
  | 'emoji'
  | 'rtl'
  | 'markup'
  | 'escape'
  | 'formula'
  | 'nameless'
  | 'longName'
  | 'longRemark'
  | 'foreigner'
  | 'snapshot'
  | 'unfollower'
  | 'blocker'
  | 'blacklisted'

/** `GET /_sim/v1/followers/personas` */
export interface Persona {
  id: PersonaId
  title: Bilingual
  /** What about them goes wrong in programs. */
  about: Bilingual
  /** What they are called. */
  nickname: string
}

/** How the number of followers grew: the same every day, faster and faster, or most of them in a campaign at the end. */
export type Growth = 'even' | 'rising' | 'campaign'

/** `subscribe_scene` of `user/info`. */
export type SubscribeScene =
  | 'ADD_SCENE_SEARCH'
  | 'ADD_SCENE_ACCOUNT_MIGRATION'
  | 'ADD_SCENE_PROFILE_CARD'
  | 'ADD_SCENE_QR_CODE'
  | 'ADD_SCENE_PROFILE_LINK'
  | 'ADD_SCENE_PROFILE_ITEM'
  | 'ADD_SCENE_PAID'
  | 'ADD_SCENE_WECHAT_ADVERTISEMENT'
  | 'ADD_SCENE_REPRINT'
  | 'ADD_SCENE_LIVESTREAM'
  | 'ADD_SCENE_CHANNELS'
  | 'ADD_SCENE_WXA'
  | 'ADD_SCENE_OTHERS'

/**
 * `POST /_sim/v1/followers`: makes people up who follow already; nothing is pushed. The same seed gives the same
 * people, and a larger crowd of one seed holds the smaller one: who is there already is left alone.
 */
export interface NewFollowers {
  /** The first account when left out. */
  appid?: string
  /** 1 to 1,000,000. */
  count: number
  /** 1 when left out. */
  seed?: number
  /** Share of people by tag name, 0 to 1. Tags that are missing are made. */
  tags?: { [name: string]: number }
  /** When they followed, ms of the world's clock. A year back until now when left out. */
  from?: number
  to?: number
  /** `rising` when left out. By the hour they come as people use their phones: few at night, most in the evening. */
  growth?: Growth
  /** Weights, such as `{"ADD_SCENE_SEARCH": 60, "ADD_SCENE_QR_CODE": 40}`. */
  sources?: { [Scene in SubscribeScene]?: number }
  /** Weights, such as `{"zh_CN": 95, "en": 5}`. */
  languages?: { [language: string]: number }
  /** Share of people who wrote within the last 48 hours, so that the account may write to them. 0 when left out. */
  active?: number
  /** The first ones of the crowd are these, one each. Nobody when left out. */
  personas?: PersonaId[]
}

/** Its answer. */
export interface FollowersAdded {
  added: number
  /** People of this seed who were there before. */
  existing: number
  /** People of the account, who left included. */
  total: number
  /** Real milliseconds. */
  tookMs: number
}

/** `GET /_sim/v1/followers` */
export interface FollowerPage {
  /** All people of the account. */
  total: number
  /** Those whom the question fits. */
  found: number
  /** The wanted part of them, in the order in which they came. */
  fans: Fan[]
  /** The account's tags, to name `tagIds`. */
  tags: { id: number; name: string }[]
}

/**
 * `POST /_sim/v1/scripts`: who does what within which time. "500 of them reply 1 within 60 s":
 * `{"who": {"count": 500}, "does": {"type": "text", "content": "1"}, "withinSeconds": 60}`
 */
export interface Script {
  /** The first account when left out. */
  appid?: string
  /** For the list. */
  name?: string
  /** Chooses the people and the moments; 1 when left out. */
  seed?: number
  /** Every follower when left out; for the action `follow` everybody who does not follow. */
  who?: {
    /** So many, chosen by chance. */
    count?: number
    /** Such a part of them, 0 to 1, instead of `count`. */
    share?: number
    /** Only people with this tag: its name or id. */
    tag?: string | number
    /** Only such people. */
    persona?: PersonaId
  }
  /** As in `POST /_sim/v1/fans/{openid}/actions`. */
  does: Action
  /** Seconds of the world's clock over which the actions are spread; 0: all at once. */
  withinSeconds: number
  repeat?: {
    /** How often in all. */
    times: number
    /** From the beginning of one round to that of the next; `withinSeconds` when left out. */
    everySeconds?: number
  }
}

/** `GET /_sim/v1/scripts`, newest first. */
export interface ScriptRun {
  id: string
  script: Script & { appid: string }
  state: 'running' | 'done' | 'stopped'
  /** Ms of the world's clock. */
  startedAt: number
  endedAt: number | null
  /** How many people were chosen. */
  people: number
  /** Actions in all, and begun so far. */
  total: number
  begun: number
  /** Actions that the simulator refused, and why the newest one was. */
  refused: number
  problem: string | null
  /** How the pushes ended that have ended. */
  pushes: { replied: number; silent: number; failed: number }
}

/** The event `followers`: how many people an account has, told once for a crowd. */
export interface FollowerCount {
  appid: Account['appid']
  total: number
}
