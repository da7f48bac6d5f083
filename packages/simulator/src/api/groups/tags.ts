/** 用户标签与黑名单 */
import type { FanRecord } from '../../world/fans.ts'
import { type Tag, FIRST_ID } from '../../world/tags.ts'
import { ApiError, errorBody, type JsonAnswer, newRid, OK } from '../answer.ts'
import { type ApiCall, type Handler, type Handlers, record, text } from '../call.ts'
import { BLACKLIST } from './tags/blacklist.ts'
import { isFollower, numberOf, pageOf, peopleOf, personOf } from './people.ts'

const MAX_TAGS = 100
const MAX_TAGS_OF_ONE = 20
const MAX_NAME_BYTES = 30
const MAX_OPENIDS = 50
const PAGE = 10_000
/** A tag with more followers must be emptied before it can go. */
const MAX_TO_DELETE = 100_000
/** 未分组, 黑名单 and 星标组, which cannot be changed. */
const SYSTEM_IDS = [0, 1, 2]

const createTag: Handler = (call) => {
  const { world, account } = call
  const name = newName(call)
  if (world.tags.own(account.appid).length >= MAX_TAGS) throw new ApiError(45056)
  const { id } = world.tags.add(account.appid, name)
  return { tag: { id, name } }
}

const listTags: Handler = ({ world, account }) => {
  const counts = new Map<number, number>()
  for (const { subscribed, tagIds } of world.fans.of(account.appid)) {
    if (subscribed) for (const id of tagIds) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return {
    tags: world.tags.of(account.appid).map(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 })),
  }
}

const renameTag: Handler = (call) => {
  const tag = ownTag(call)
  tag.name = newName(call, tag)
  return OK
}

const deleteTag: Handler = (call) => {
  const { world, account } = call
  const { id } = ownTag(call)
  const members = membersOf(call, id)
  if (members.length > MAX_TO_DELETE) throw new ApiError(45057)
  for (const fan of members) untag(call, fan, id)
  world.tags.remove(account.appid, id)
  return OK
}

const listMembers: Handler = (call) => {
  const { id } = tagIn(call)
  const { last, ...page } = pageOf(call, {
    after: text(call.body, 'next_openid'),
    size: PAGE,
    isListed: (fan) => isFollower(fan) && fan.tagIds.includes(id),
  })
  return { ...page, ...(last !== undefined && { next_openid: last }) }
}

/** All or nobody, except that people who do not follow are left out and named. */
const tagPeople: Handler = (call) => {
  const people = peopleOf(call, MAX_OPENIDS)
  const { id } = tagIn(call)
  const followers = people.filter(isFollower)
  if (followers.some(({ tagIds }) => !tagIds.includes(id) && tagIds.length >= MAX_TAGS_OF_ONE)) {
    throw new ApiError(45059)
  }
  for (const fan of followers) {
    if (fan.tagIds.includes(id)) continue
    fan.tagIds = [...fan.tagIds, id]
    call.world.fans.touch(fan)
  }
  return toAnswer(call, people)
}

const untagPeople: Handler = (call) => {
  const people = peopleOf(call, MAX_OPENIDS)
  const { id } = tagIn(call)
  for (const fan of people) untag(call, fan, id)
  return toAnswer(call, people)
}

const tagsOfPerson: Handler = (call) => ({
  tagid_list: personOf(call, text(call.body, 'openid')).tagIds,
})

function untag({ world }: ApiCall, fan: FanRecord, id: number) {
  if (!fan.tagIds.includes(id)) return
  fan.tagIds = fan.tagIds.filter((one) => one !== id)
  world.fans.touch(fan)
}

/** The only refusal that says more than its number. */
function toAnswer({ world, account }: ApiCall, people: readonly FanRecord[]): JsonAnswer {
  const failed = people.filter((fan) => !isFollower(fan)).map(({ openid }) => openid)
  if (failed.length === 0) return OK
  const { random } = world
  const rid = newRid(world.clock.now(), random)
  const decoration = { path: '', rid, style: account.switches.errmsgStyle, random }
  return { ...errorBody(new ApiError(45171), decoration), fail_openid_list: failed }
}

function membersOf({ world, account }: ApiCall, id: number): FanRecord[] {
  return world.fans.of(account.appid).filter((fan) => fan.subscribed && fan.tagIds.includes(id))
}

/** The tag that `tagid` names: the star or one of the account's own. */
function tagIn({ world, account, body }: ApiCall): Tag {
  const tag = world.tags.find(account.appid, numberOf(body, 'tagid'))
  if (!tag) throw new ApiError(45159)
  return tag
}

/** The tag that `tag.id` names, to be changed. */
function ownTag({ world, account, body }: ApiCall): Tag {
  const id = numberOf(record(body, 'tag'), 'id')
  if (SYSTEM_IDS.includes(id)) throw new ApiError(45058)
  const tag = id >= FIRST_ID ? world.tags.find(account.appid, id) : undefined
  if (!tag) throw new ApiError(45159)
  return tag
}

/** `tag.name`, which no other tag may have. */
function newName({ world, account, body }: ApiCall, renamed?: Tag): string {
  const name = text(record(body, 'tag'), 'name')
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw new ApiError(45158)
  const isTaken = world.tags.of(account.appid).some((tag) => tag !== renamed && tag.name === name)
  if (name.trim() === '' || isTaken) throw new ApiError(45157)
  return name
}

export const TAGS: Handlers = {
  'tags.create': createTag,
  'tags.list': listTags,
  'tags.update': renameTag,
  'tags.delete': deleteTag,
  'tags.users': listMembers,
  'tags.batchTag': tagPeople,
  'tags.batchUntag': untagPeople,
  'tags.ofUser': tagsOfPerson,
  ...BLACKLIST,
}
