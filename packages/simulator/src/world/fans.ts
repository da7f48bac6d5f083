/** The people of this world: who they are, whom they follow, and what the account may still send them. */
import { ALLOWANCES } from '@yingwu/protocol'
import type { Bus } from '../bus.ts'
import { array, boolean, integer, literal, nullable, number, object, optional, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import type { AllowanceTrigger, Fan } from '../control/types.ts'
import { personaCheck } from '../followers/personas.ts'
import { ID_ALPHABET, type Random } from '../random.ts'
import type { AccountRecord } from './accounts.ts'
import { type Bucket, type FanRecord, Person, type Profile, sharedPeople, toRecord } from './person.ts'

export type { Bucket, FanRecord } from './person.ts'

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
  all(): readonly FanRecord[]
  /** In the same order. The list lives on: it grows with the account. */
  of(appid: string): readonly FanRecord[]
  find(openid: string): FanRecord | undefined
  add(appid: string, fan: NewFan): FanRecord
  /** One of a crowd, without telling anybody; false when the openid is taken. */
  join(person: Person): boolean
  /** Tells how many people an account has now. */
  count(appid: string): void
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

/** What nobody has yet. */
export const NEWCOMER = {
  country: '中国',
  subscribed: false,
  subscribeScene: 'ADD_SCENE_SEARCH',
  qrScene: '',
  qrSceneIsText: false,
  remark: '',
  blacklisted: false,
  refusesTemplates: false,
  typingUntil: 0,
} as const

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
  const lists = new Map<string, FanRecord[]>()

  function join(person: FanRecord): boolean {
    if (fans.has(person.openid)) return false
    fans.set(person.openid, person)
    const list = lists.get(person.appid)
    if (list) list.push(person)
    else lists.set(person.appid, [person])
    return true
  }

  const live = (fan: FanRecord) =>
    fan.buckets
      .filter((bucket) => bucket.expiresAt > clock.now())
      .sort((one, other) => one.expiresAt - other.expiresAt)

  function toFan(fan: FanRecord): Fan {
    const {
      buckets: _,
      talkedAt: _at,
      qrSceneIsText: _isText,
      typingUntil,
      persona,
      ...shown
    } = toRecord(fan)
    return {
      ...shown,
      ...(persona !== undefined && { persona }),
      tagIds: [...fan.tagIds],
      headimgurl: `${url()}/_sim/avatars/${fan.openid}`,
      allowance: live(fan),
      typing: typingUntil > clock.now(),
    }
  }

  const touch = (fan: FanRecord) => bus.emit({ name: 'fan', data: toFan(fan) })

  return {
    all: () => [...fans.values()],
    of: (appid) => lists.get(appid) ?? [],
    find: (openid) => fans.get(openid),
    toFan,
    touch,
    add(appid, { nickname, openid, snapshot = false, platform = 1, language = 'zh_CN' }) {
      const index = fans.size
      // Drawn before the unionid, as ever: seeded worlds keep their people.
      const name = openid ?? `o${random.text(27, ID_ALPHABET)}`
      const profile: Profile = {
        ...NEWCOMER,
        appid,
        unionid: `o${random.text(27, ID_ALPHABET)}`,
        sex: index % 2 === 0 ? 2 : 1,
        ...(PLACES[index % PLACES.length] ?? PLACES[0]),
        language,
        platform,
        snapshot,
      }
      const own = { openid: name, nickname: nickname ?? nameOf(index), subscribeTime: 0, talkedAt: 0 }
      const fan = new Person({ ...own, tagIds: [], buckets: [] }, profile)
      join(fan)
      touch(fan)
      return fan
    },
    join,
    count: (appid) => bus.emit({ name: 'followers', data: { appid, total: lists.get(appid)?.length ?? 0 } }),
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
    export: () => [...fans.values()].map(toRecord),
    import(records) {
      fans.clear()
      lists.clear()
      const people = sharedPeople()
      for (const record of records) join(people(record))
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
  persona: optional(personaCheck),
})
