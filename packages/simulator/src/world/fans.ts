/** The people of this world: who they are, whom they follow, and what the account may still send them. */
import { ALLOWANCES } from '@yingwu/protocol'
import type { Bus } from '../bus.ts'
import { array, boolean, integer, literal, nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import type { AllowanceTrigger, Fan } from '../control/types.ts'
import { ID_ALPHABET, type Random } from '../random.ts'
import type { AccountRecord } from './accounts.ts'

export type Bucket = Fan['allowance'][number]

export interface FanRecord extends Omit<Fan, 'allowance' | 'typing' | 'headimgurl'> {
  /** Emptied buckets stay until they expire: they tell "out of count" (45047) from "out of time" (45015). */
  buckets: Bucket[]
  /** `user/info` tells text scenes from numbers, also where the text is digits. */
  qrSceneIsText: boolean
  typingUntil: number
  /** Of the newest message in either direction, for the 30 seconds of the typing state. */
  talkedAt: number
}

export interface NewFan {
  nickname?: string
  /** Made up where left out. */
  openid?: string
  snapshot?: boolean
  platform?: Fan['platform']
  language?: string
}

export interface Fans {
  /** In the order in which they came into the world. */
  all(): FanRecord[]
  of(appid: string): FanRecord[]
  find(openid: string): FanRecord | undefined
  add(appid: string, fan: NewFan): FanRecord
  toFan(fan: FanRecord): Fan
  touch(fan: FanRecord): void
  /** A trigger opens its own bucket, or refills it. How several add up is not published: each lives by itself. */
  openBucket(fan: FanRecord, trigger: AllowanceTrigger, account: AccountRecord): void
  /** Takes one message from the live bucket that expires first. */
  spend(fan: FanRecord): 'ok' | 'noTime' | 'noCount'
  setTyping(fan: FanRecord, until: number): void
  export(): FanRecord[]
  import(fans: readonly FanRecord[]): void
}

const NAMES = ['晓雨', '阿哲', '小满', '木子', '老周', '青禾', '子墨', '一诺', '南风', '米娅']

const PLACES = [
  { province: '广东', city: '深圳' },
  { province: '浙江', city: '杭州' },
  { province: '四川', city: '成都' },
  { province: '北京', city: '海淀' },
] as const

export function createFans({
  bus,
  clock,
  random,
  url,
}: {
  bus: Bus
  clock: WorldClock
  random: Random
  /** Where the simulator is reached, for the addresses of pictures. */
  url: () => string
}): Fans {
  const fans = new Map<string, FanRecord>()

  const live = (fan: FanRecord) =>
    fan.buckets
      .filter((bucket) => bucket.expiresAt > clock.now())
      .sort((one, other) => one.expiresAt - other.expiresAt)

  function toFan(fan: FanRecord): Fan {
    const { buckets: _buckets, talkedAt: _talkedAt, qrSceneIsText: _isText, typingUntil, ...shown } = fan
    return {
      ...shown,
      headimgurl: `${url()}/_sim/avatars/${fan.openid}`,
      allowance: live(fan),
      typing: typingUntil > clock.now(),
    }
  }

  const touch = (fan: FanRecord) => bus.emit({ name: 'fan', data: toFan(fan) })

  return {
    all: () => [...fans.values()],
    of: (appid) => [...fans.values()].filter((fan) => fan.appid === appid),
    find: (openid) => fans.get(openid),
    toFan,
    touch,
    add(appid, { nickname, openid, snapshot = false, platform = 1, language = 'zh_CN' }) {
      const index = fans.size
      const fan: FanRecord = {
        openid: openid ?? `o${random.text(27, ID_ALPHABET)}`,
        appid,
        unionid: `o${random.text(27, ID_ALPHABET)}`,
        nickname: nickname ?? nameOf(index),
        sex: index % 2 === 0 ? 2 : 1,
        ...(PLACES[index % PLACES.length] ?? PLACES[0]),
        country: '中国',
        language,
        platform,
        subscribed: false,
        subscribeTime: 0,
        subscribeScene: 'ADD_SCENE_SEARCH',
        qrScene: '',
        qrSceneIsText: false,
        remark: '',
        tagIds: [],
        blacklisted: false,
        refusesTemplates: false,
        snapshot,
        buckets: [],
        typingUntil: 0,
        talkedAt: 0,
      }
      fans.set(fan.openid, fan)
      touch(fan)
      return fan
    },
    openBucket(fan, trigger, account) {
      const { messages, seconds } = ALLOWANCES[account.switches.allowance][trigger]
      const remaining = Number.isFinite(messages) ? messages : null
      fan.buckets = [
        ...live(fan).filter((bucket) => bucket.trigger !== trigger),
        { trigger, remaining, expiresAt: clock.now() + seconds * 1000 },
      ]
    },
    spend(fan) {
      const open = live(fan)
      if (open.length === 0) return 'noTime'
      const bucket = open.find(({ remaining }) => remaining === null || remaining > 0)
      if (!bucket) return 'noCount'
      if (bucket.remaining !== null) bucket.remaining -= 1
      return 'ok'
    },
    setTyping(fan, until) {
      fan.typingUntil = until
      touch(fan)
      // One millisecond later, so that the state has ended when listeners are told.
      if (until > clock.now()) clock.at(until + 1, () => fan.typingUntil === until && touch(fan))
    },
    export: () => [...fans.values()],
    import(records) {
      fans.clear()
      for (const record of records) fans.set(record.openid, record)
    },
  }
}

function nameOf(index: number): string {
  const round = Math.floor(index / NAMES.length)
  return `${NAMES[index % NAMES.length] ?? ''}${round === 0 ? '' : round + 1}`
}

export const fanCheck = object<FanRecord>({
  openid: string({ pattern: /^[\w-]{1,64}$/, says: 'an openid' }),
  appid: string(),
  unionid: string(),
  nickname: string(),
  sex: literal(0, 1, 2),
  province: string(),
  city: string(),
  country: string(),
  language: string(),
  platform: literal(1, 2, 3),
  subscribed: boolean,
  subscribeTime: integer(),
  subscribeScene: string(),
  qrScene: string(),
  qrSceneIsText: boolean,
  remark: string(),
  tagIds: array(integer()),
  blacklisted: boolean,
  refusesTemplates: boolean,
  snapshot: boolean,
  buckets: array(
    object<Bucket>({
      trigger: literal('message', 'menu', 'follow', 'scan', 'payment'),
      remaining: nullable(integer()),
      expiresAt: number(),
    }),
  ),
  typingUntil: number(),
  talkedAt: number(),
})
