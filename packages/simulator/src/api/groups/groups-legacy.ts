/**
 * 用户分组: the interface before tags, over the same state. A person is in one group: 黑名单 (1), else that of the oldest
 * tag, else 未分组 (0). Moving somebody takes all other tags away.
 */
import type { FanRecord } from '../../world/fans.ts'
import { FIRST_ID, STAR, type Tag } from '../../world/tags.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, fanOf, type Handler, type Handlers, record, text } from '../call.ts'
import { groupOf, isFollower, numberOf } from './people.ts'

const MAX_GROUPS = 100
const MAX_NAME_BYTES = 30
const MAX_OPENIDS = 50
const UNGROUPED = { id: 0, name: '未分组' }
const BLOCKED = { id: 1, name: '黑名单' }

const createGroup: Handler = (call) => {
  const { world, account } = call
  const name = newName(call)
  if (world.tags.own(account.appid).length >= MAX_GROUPS) throw new ApiError(45018)
  const { id } = world.tags.add(account.appid, name)
  return { group: { id, name } }
}

const listGroups: Handler = ({ world, account }) => {
  const groups = world.fans.of(account.appid).filter(isFollower).map(groupOf)
  return {
    groups: [UNGROUPED, BLOCKED, ...world.tags.of(account.appid)].map(({ id, name }) => ({
      id,
      name,
      count: groups.filter((group) => group === id).length,
    })),
  }
}

const groupOfPerson: Handler = (call) => ({ groupid: groupOf(fanOf(call, text(call.body, 'openid'))) })

const renameGroup: Handler = (call) => {
  const group = ownGroup(call)
  group.name = newName(call, group)
  return OK
}

/** Whoever was in it is in no group. */
const deleteGroup: Handler = (call) => {
  const { world, account } = call
  const { id } = ownGroup(call)
  for (const fan of world.fans.of(account.appid)) {
    if (!fan.tagIds.includes(id)) continue
    fan.tagIds = fan.tagIds.filter((one) => one !== id)
    world.fans.touch(fan)
  }
  world.tags.remove(account.appid, id)
  return OK
}

const movePerson: Handler = (call) => {
  const fan = fanOf(call, text(call.body, 'openid'))
  return move(call, [fan])
}

const movePeople: Handler = (call) => {
  const list: unknown = call.body['openid_list']
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_OPENIDS) throw new ApiError(40032)
  return move(
    call,
    list.map((openid: unknown) => fanOf(call, typeof openid === 'string' ? openid : '')),
  )
}

function move({ world, account, body }: ApiCall, people: readonly FanRecord[]) {
  const id = numberOf(body, 'to_groupid')
  const isKnown = id === UNGROUPED.id || id === BLOCKED.id || world.tags.find(account.appid, id)
  if (!isKnown) throw new ApiError(40050)
  for (const fan of people) {
    fan.blacklisted = id === BLOCKED.id
    fan.tagIds = id < STAR.id ? [] : [id]
    world.fans.touch(fan)
  }
  return OK
}

/** The group that `group.id` names, to be changed. */
function ownGroup({ world, account, body }: ApiCall): Tag {
  const id = numberOf(record(body, 'group'), 'id')
  if (id <= STAR.id) throw new ApiError(45016)
  const group = id >= FIRST_ID ? world.tags.find(account.appid, id) : undefined
  if (!group) throw new ApiError(40050)
  return group
}

/** `group.name`, which no other group may have. */
function newName({ world, account, body }: ApiCall, renamed?: Tag): string {
  const name = text(record(body, 'group'), 'name')
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw new ApiError(renamed ? 40051 : 45017)
  const isTaken = [UNGROUPED, BLOCKED, ...world.tags.of(account.appid)].some(
    (group) => group !== renamed && group.name === name,
  )
  if (name.trim() === '' || isTaken) throw new ApiError(40051)
  return name
}

export const GROUPS_LEGACY: Handlers = {
  'groups.create': createGroup,
  'groups.list': listGroups,
  'groups.ofUser': groupOfPerson,
  'groups.update': renameGroup,
  'groups.move': movePerson,
  'groups.batchMove': movePeople,
  'groups.delete': deleteGroup,
}
