/**
 * A person in little memory. What most people have in common stands in one shared profile; whoever gets something of
 * their own gets a profile of their own. A million followers that nobody has spoken to share a few thousand.
 */
import { hash } from 'node:crypto'
import type { Fan, PersonaId } from '../control/types.ts'

export type Bucket = Fan['allowance'][number]

/** Everything that is kept of a person. Lists are replaced and never changed in place: people share them. */
export interface FanRecord extends Omit<Fan, 'allowance' | 'typing' | 'headimgurl' | 'tagIds' | 'persona'> {
  persona?: PersonaId | undefined
  tagIds: readonly number[]
  /** Emptied buckets stay until they expire: they tell "out of count" (45047) from "out of time" (45015). */
  buckets: readonly Bucket[]
  /** `user/info` tells text scenes from numbers, also where the text is digits. */
  qrSceneIsText: boolean
  typingUntil: number
  /** Of the newest message in either direction, for the 30 seconds of the typing state. */
  talkedAt: number
}

/** What people share until they differ. `unionid` is made from the openid where it is missing. */
export type Profile = Readonly<
  Omit<FanRecord, 'openid' | 'unionid' | 'nickname' | 'subscribeTime' | 'tagIds' | 'buckets' | 'talkedAt'>
> & { readonly unionid?: string }

/** What everybody has alone. */
export type Own = Pick<FanRecord, 'openid' | 'nickname' | 'subscribeTime' | 'tagIds' | 'buckets' | 'talkedAt'>

const NONE: readonly never[] = Object.freeze([])

export class Person implements FanRecord {
  readonly openid: string
  nickname: string
  subscribeTime: number
  tagIds: readonly number[]
  buckets: readonly Bucket[]
  talkedAt: number
  #profile: Profile

  constructor({ openid, nickname, subscribeTime, tagIds, buckets, talkedAt }: Own, profile: Profile) {
    this.openid = openid
    this.nickname = nickname
    this.subscribeTime = subscribeTime
    this.tagIds = tagIds.length === 0 ? NONE : tagIds
    this.buckets = buckets.length === 0 ? NONE : buckets
    this.talkedAt = talkedAt
    this.#profile = profile
  }

  #set(changes: Partial<Profile>): void {
    this.#profile = { ...this.#profile, ...changes }
  }

  get appid() {
    return this.#profile.appid
  }
  get unionid() {
    return this.#profile.unionid ?? unionidOf(this.openid)
  }
  get sex() {
    return this.#profile.sex
  }
  get province() {
    return this.#profile.province
  }
  get city() {
    return this.#profile.city
  }
  get country() {
    return this.#profile.country
  }
  get language() {
    return this.#profile.language
  }
  get platform() {
    return this.#profile.platform
  }
  get snapshot() {
    return this.#profile.snapshot
  }
  get subscribed() {
    return this.#profile.subscribed
  }
  set subscribed(subscribed) {
    this.#set({ subscribed })
  }
  get subscribeScene() {
    return this.#profile.subscribeScene
  }
  set subscribeScene(subscribeScene) {
    this.#set({ subscribeScene })
  }
  get qrScene() {
    return this.#profile.qrScene
  }
  set qrScene(qrScene) {
    this.#set({ qrScene })
  }
  get qrSceneIsText() {
    return this.#profile.qrSceneIsText
  }
  set qrSceneIsText(qrSceneIsText) {
    this.#set({ qrSceneIsText })
  }
  get remark() {
    return this.#profile.remark
  }
  set remark(remark) {
    this.#set({ remark })
  }
  get blacklisted() {
    return this.#profile.blacklisted
  }
  set blacklisted(blacklisted) {
    this.#set({ blacklisted })
  }
  get refusesTemplates() {
    return this.#profile.refusesTemplates
  }
  set refusesTemplates(refusesTemplates) {
    this.#set({ refusesTemplates })
  }
  get persona() {
    return this.#profile.persona
  }
  get typingUntil() {
    return this.#profile.typingUntil
  }
  set typingUntil(typingUntil) {
    if (typingUntil !== this.#profile.typingUntil) this.#set({ typingUntil })
  }
}

/** A copy with every member of its own, to be shown or written down. */
export function toRecord(fan: FanRecord): FanRecord {
  const { openid, nickname, subscribeTime, tagIds, buckets, talkedAt } = fan
  return {
    openid,
    nickname,
    subscribeTime,
    tagIds,
    buckets,
    talkedAt,
    unionid: fan.unionid,
    ...profileOf(fan),
  }
}

/** Makes people of what was written down; those who are alike share a profile. */
export function sharedPeople(): (record: FanRecord) => Person {
  const shared = new Map<string, Profile>()
  return function toPerson(record) {
    const isMadeUp = record.unionid === unionidOf(record.openid)
    const profile: Profile = { ...profileOf(record), ...(!isMadeUp && { unionid: record.unionid }) }
    if (!isMadeUp) return new Person(record, profile)
    const key = JSON.stringify(profile)
    const known = shared.get(key) ?? profile
    shared.set(key, known)
    return new Person(record, known)
  }
}

function profileOf(fan: FanRecord): Omit<Profile, 'unionid'> {
  return {
    appid: fan.appid,
    sex: fan.sex,
    province: fan.province,
    city: fan.city,
    country: fan.country,
    language: fan.language,
    platform: fan.platform,
    subscribed: fan.subscribed,
    subscribeScene: fan.subscribeScene,
    qrScene: fan.qrScene,
    qrSceneIsText: fan.qrSceneIsText,
    remark: fan.remark,
    blacklisted: fan.blacklisted,
    refusesTemplates: fan.refusesTemplates,
    snapshot: fan.snapshot,
    typingUntil: fan.typingUntil,
    ...(fan.persona !== undefined && { persona: fan.persona }),
  }
}

function unionidOf(openid: string): string {
  return `o${hash('sha256', `unionid ${openid}`, 'base64url').slice(0, 27)}`
}
