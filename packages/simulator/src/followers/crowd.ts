/**
 * Makes people up by the thousand. Who somebody is depends on seed and number alone, so that the same seed gives the
 * same people and a larger crowd holds the smaller one; what many have in common they share (see `world/person.ts`).
 */
import { hash } from 'node:crypto'
import { ALLOWANCES } from '@yingwu/protocol'
import { beijingDay } from '../beijing.ts'
import type { Growth, NewFollowers, PersonaId } from '../control/types.ts'
import { seededNumbers } from '../random.ts'
import type { AccountRecord } from '../world/accounts.ts'
import { NEWCOMER } from '../world/fans.ts'
import { type Bucket, Person, type Profile } from '../world/person.ts'
import { HOMES, nicknameBy } from './names.ts'
import { oddityOf } from './personas.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const YEAR_MS = 365 * DAY_MS
const BEIJING_MS = 8 * HOUR_MS

export const DEFAULT_SOURCES = {
  ADD_SCENE_SEARCH: 45,
  ADD_SCENE_QR_CODE: 30,
  ADD_SCENE_PROFILE_CARD: 10,
  ADD_SCENE_PROFILE_LINK: 8,
  ADD_SCENE_PAID: 4,
  ADD_SCENE_OTHERS: 3,
} as const
export const DEFAULT_LANGUAGES = { zh_CN: 95, zh_TW: 2, zh_HK: 1, en: 2 } as const

/** How much people do in each hour of the day, from midnight: little at night, most in the evening. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 7, 8, 8, 8, 9, 12, 10, 8, 8, 8, 9, 11, 13, 15, 16, 12, 6]

export type Crowd = Omit<NewFollowers, 'tags'> & {
  account: AccountRecord
  /** Share by tag id. */
  tags: readonly (readonly [id: number, share: number])[]
  now: number
}

/** Gives the person of each number, from 0. */
export function createCrowd(crowd: Crowd): (index: number) => Person {
  const { account, now, tags, seed = 1, growth = 'rising', active = 0, personas = [] } = crowd
  const to = crowd.to ?? now
  const from = crowd.from ?? to - YEAR_MS
  const source = byWeight(crowd.sources ?? DEFAULT_SOURCES)
  const language = byWeight(crowd.languages ?? DEFAULT_LANGUAGES)
  const hour = byWeight(Object.fromEntries(HOURS.map((weight, n) => [n, weight])))
  const profiles = sharing<Profile>()
  const tagLists = sharing<readonly number[]>()
  const { messages, seconds } = ALLOWANCES[account.switches.allowance].message

  /** Growth says the day, the habits of people the hour. */
  function followedAt(next: () => number): number {
    const time = from + growthAt(growth, next()) * (to - from)
    const atHour = beijingDay(time) * DAY_MS - BEIJING_MS + (Number(hour(next())) + next()) * HOUR_MS
    return Math.min(Math.max(atHour, from), to)
  }

  function talked(next: () => number): { talkedAt: number; buckets: Bucket[] } {
    const talkedAt = Math.round(now - next() * seconds * 1000)
    const remaining = Number.isFinite(messages) ? messages : null
    return { talkedAt, buckets: [{ trigger: 'message', remaining, expiresAt: talkedAt + seconds * 1000 }] }
  }

  /** What is common to many is drawn first: a few thousand profiles serve a million people. */
  function profileOf(next: () => number, persona: PersonaId | undefined): Profile {
    const home = Math.floor(next() * HOMES.length)
    const luck = next()
    const sex = luck < 0.48 ? 1 : luck < 0.95 ? 2 : 0
    const speaks = language(next())
    const platform = next() < 0.42 ? 1 : 2
    const subscribeScene = source(next())
    return profiles(`${home} ${sex} ${speaks} ${platform} ${subscribeScene} ${persona}`, () => {
      const [province, city] = HOMES[home] ?? HOMES[0]
      const common: Profile = {
        ...NEWCOMER,
        appid: account.appid,
        sex,
        province,
        city,
        language: speaks,
        platform,
        subscribed: true,
        subscribeScene,
        snapshot: false,
      }
      return persona === undefined ? common : { ...common, ...oddityOf(persona).profile, persona }
    })
  }

  function tagsBy(next: () => number): readonly number[] {
    const carried = tags.flatMap(([id, share]) => (next() < share ? [id] : []))
    return tagLists(carried.join(), () => carried)
  }

  return function personOf(index) {
    const next = seededNumbers(mix(seed, index))
    const persona = personas[index]
    const profile = profileOf(next, persona)
    const nickname = nicknameBy(next)
    const subscribeTime = Math.floor(followedAt(next) / 1000)
    const tagIds = tagsBy(next)
    const isActive = next() < active && profile.subscribed
    return new Person(
      {
        openid: openidOf(account.appid, seed, index),
        nickname: persona === undefined ? nickname : oddityOf(persona).nickname,
        subscribeTime,
        tagIds: profile.subscribed ? tagIds : [],
        ...(isActive ? talked(next) : { talkedAt: 0, buckets: [] }),
      },
      profile,
    )
  }
}

/** 28 characters that begin with o, as one flat string: pieces put together would take three times the memory. */
function openidOf(appid: string, seed: number, index: number): string {
  const bytes = hash('sha256', `${appid} ${seed} ${index}`, 'buffer').subarray(0, 21)
  // The first six bits are the letter o in base64.
  bytes[0] = 0xa0 | ((bytes[0] ?? 0) & 3)
  return bytes.toString('base64url')
}

function mix(seed: number, index: number): number {
  const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)
  return mixed ^ (mixed >>> 15)
}

/** Where in the period somebody came, 0 to 1, by a number that is even from 0 to 1. */
function growthAt(growth: Growth, even: number): number {
  if (growth === 'even') return even
  if (growth === 'rising') return Math.sqrt(even)
  return even < 0.4 ? (even / 0.4) * 0.9 : 0.9 + ((even - 0.4) / 0.6) * 0.1
}

function byWeight(weights: { readonly [name: string]: number | undefined }): (even: number) => string {
  const entries = Object.entries(weights).map(([name, weight = 0]) => ({ name, weight }))
  const total = entries.reduce((sum, { weight }) => sum + weight, 0)
  return (even) => {
    let left = even * total
    for (const { name, weight } of entries) {
      left -= weight
      if (left < 0) return name
    }
    return entries.at(-1)?.name ?? ''
  }
}

/** The same object for the same key. */
function sharing<T>(): (key: string, make: () => T) => T {
  const known = new Map<string, T>()
  return (key, make) => {
    const found = known.get(key) ?? make()
    known.set(key, found)
    return found
  }
}
