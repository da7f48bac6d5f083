/** Control calls that explain: the calls of the contract, one logged call, tokens, quotas; and the replay of a push. */
import { isEndpointId } from '@yingwu/protocol/contract'
import {
  anything,
  boolean,
  dictionary,
  either,
  nullable,
  number,
  object,
  optional,
  string,
} from '../check.ts'
import { Problem } from '../problem.ts'
import { replay } from '../push/replay.ts'
import { onlyAccount } from '../world/one-account.ts'
import { MOST_PINNED } from '../world/log-limits.ts'
import { explainCall, listEndpoints } from './call-detail.ts'
import { toJumps } from './jumps.ts'
import { type ControlRoute, isWaiting, MAX_STATE_BYTES, route } from './route.ts'
import type { PushChange, QuotaReset, Replay } from './types.ts'

const quotaResetCheck = object<QuotaReset>({ endpoint: optional(string()) })

const replayCheck = object<Replay>({
  openid: optional(string()),
  fields: optional(dictionary(nullable(either(string({ max: 20_000 }), number())))),
})

const pushChangeCheck = object<PushChange>({ pinned: boolean })

export const panelRoutes: ControlRoute[] = [
  route('GET', '/endpoints', {
    summary: 'The calls of the contract: titles, who may call them, where they are described',
    answer: () => listEndpoints(),
  }),
  route('GET', '/calls/{id}', {
    summary: 'One API call: its errcode in words, and where the request differs from the contract',
    answer: ({ core, params }) => {
      const [call] = core.world.calls.newest(1, ({ id }) => id === Number(params['id']))
      if (!call) throw new Problem(404, 'unknown_call', 'No such call; the log keeps the newest 50,000')
      return explainCall(call)
    },
  }),
  route('GET', '/accounts/{appid}/tokens', {
    summary: 'Access tokens and tickets with their end',
    answer: ({ core, params }) => core.world.tokens.of(core.account(params['appid']).appid),
  }),
  route('POST', '/accounts/{appid}/reset', {
    summary: 'This account back to its start; the clock, fault rules and transcripts stay',
    answer: ({ core, params }) => {
      core.resetAccount(core.account(params['appid']))
      return { ok: true }
    },
  }),
  route('GET', '/accounts/{appid}/state', {
    summary: 'One account as a document, to be put into another simulator',
    answer: ({ core, params }) => onlyAccount(core.world.export(), core.account(params['appid']).appid),
  }),
  route('PUT', '/accounts/{appid}/state', {
    summary:
      'Puts this account back as an exported document has it; the clock, fault rules and transcripts stay',
    body: anything,
    maxBytes: MAX_STATE_BYTES,
    answer: ({ core, params, body }) => {
      core.importAccount(core.account(params['appid']), body)
      return { ok: true }
    },
  }),
  route('GET', '/accounts/{appid}/jumps', {
    summary: 'What will happen by itself, soonest first: instants to move the clock to',
    answer: ({ core, params }) => toJumps(core.world, core.account(params['appid'])),
  }),
  route('GET', '/accounts/{appid}/quotas', {
    summary: 'Calls made today, and how many are allowed',
    answer: ({ core, params }) => core.world.quotas.of(core.account(params['appid'])),
  }),
  route('POST', '/accounts/{appid}/quotas', {
    summary: 'Counters of one call, or of all, back to 0; the resets of the month are not touched',
    body: quotaResetCheck,
    answer: ({ core, params, body: { endpoint } }) => {
      const account = core.account(params['appid'])
      if (endpoint !== undefined && !isEndpointId(endpoint))
        throw new Problem(400, 'bad_request', `endpoint: no call has the id ${endpoint}; see /endpoints`)
      core.world.quotas.clear(account.appid, endpoint)
      return core.world.quotas.of(account)
    },
  }),
  route('PATCH', '/pushes/{id}', {
    summary: '钉住: a pinned push stays in the log however much comes after it; at most 100 are',
    body: pushChangeCheck,
    answer: ({ core, params, body: { pinned } }) => {
      const push = core.world.pushes.find(Number(params['id']))
      if (!push) throw new Problem(404, 'unknown_push', 'No such push; the log keeps the newest 50,000')
      if (!core.world.pushes.pin(push, pinned))
        throw new Problem(409, 'too_many_pins', `${MOST_PINNED} pushes are pinned already; unpin one first`)
      return push
    },
  }),
  route('POST', '/pushes/{id}/replay', {
    summary: 'Sends a push once more: the same MsgId, or changed fields, or in the name of another person',
    query: { wait: '`false`: answer at once, before the push has ended' },
    body: replayCheck,
    answer: async ({ core, params, query, body }) => {
      const { push, done } = replay(core, Number(params['id']), body)
      if (isWaiting(query)) await done
      return push
    },
  }),
]
