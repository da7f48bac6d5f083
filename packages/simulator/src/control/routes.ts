/** Every call of the control API, in the order of the documentation. */
import { actionCheck } from '../actions/checks.ts'
import { anything } from '../check.ts'
import type { Core } from '../core.ts'
import { Problem } from '../problem.ts'
import { VERSION } from '../version.ts'
import { toAccount } from '../world/accounts.ts'
import { faultRulesCheck } from '../world/faults.ts'
import { LOG_ROWS } from '../world/log-limits.ts'
import { callbackCheck, clockCheck, newFansCheck, patchCheck } from './checks.ts'
import type { Detail } from './event-batch.ts'
import { toOpenApi } from './openapi.ts'
import { filterInSlices } from './in-slices.ts'
import { isInPush, toPushRow } from './push-row.ts'
import type { EventStreams } from './sse.ts'
import { jsSdkRoutes } from '../js-sdk/routes.ts'
import { healthRoutes } from './health-routes.ts'
import { markFailRoutes } from './mark-fail-routes.ts'
import { presetRoutes } from './preset-routes.ts'
import { followersRoutes } from './followers-routes.ts'
import { panelRoutes } from './panel-routes.ts'
import { phoneRoutes } from './phone-routes.ts'
import { platformRoutes } from './platform-routes.ts'
import { transcriptRoutes } from './transcripts-routes.ts'
import { addOwnTemplate, newTemplateCheck, removeTemplate, toTemplateBook } from './templates.ts'
import {
  type ControlCall,
  type ControlRoute,
  isWaiting,
  MAX_STATE_BYTES,
  route,
  wholeNumber,
} from './route.ts'
import type { PhoneMessage, PushesFound, Run } from './types.ts'

const MEBIBYTE = 1024 * 1024
/** A file of 10 MiB as base64, and what is around it. */
const MAX_ACTION_BYTES = 14 * MEBIBYTE
const MAX_ROWS = 1000
const MAX_PEOPLE = 10_000
/** What an import can read again: half a kilobyte each. */
const MAX_PEOPLE_IN_STATE = 400_000
const MAX_WAIT_SECONDS = 60
const WAIT = { wait: '`false`: answer at once, before the pushes have ended' }

export interface ControlOptions {
  events: EventStreams
  /** What writes of the window carry. */
  runToken: string
}

export function controlRoutes({ events, runToken }: ControlOptions): ControlRoute[] {
  const routes: ControlRoute[] = [
    route('GET', '/health', {
      summary: 'Whether the simulator runs',
      answer: () => ({ ok: true, version: VERSION }),
    }),
    route('GET', '/run', {
      summary:
        "The token of this run, which a browser's writes must carry as x-yingwu-run; programs need none",
      answer: (): Run => ({ token: runToken }),
    }),
    route('POST', '/reset', {
      summary: 'Back to the starting state',
      answer: ({ core }) => {
        core.reset()
        return { ok: true }
      },
    }),
    route('GET', '/state', {
      summary: `Everything as one document, where there are at most ${MAX_PEOPLE_IN_STATE} people`,
      answer: ({ core }) => {
        if (core.world.fans.all().length > MAX_PEOPLE_IN_STATE)
          throw new Problem(
            413,
            'too_many_people',
            `At most ${MAX_PEOPLE_IN_STATE} people fit into a state; POST /_sim/v1/followers with their seed brings them back`,
          )
        return core.world.export()
      },
    }),
    route('PUT', '/state', {
      summary: 'Puts an exported document back',
      body: anything,
      maxBytes: MAX_STATE_BYTES,
      answer: ({ core, body }) => {
        core.import(body)
        return { ok: true }
      },
    }),
    route('GET', '/accounts', {
      summary: 'Accounts with their secrets',
      answer: ({ core }) => core.world.accounts.all().map(toAccount),
    }),
    route('PATCH', '/accounts/{appid}', {
      summary: 'Changes kind, switches, domains, or whether pushes are sent',
      body: patchCheck,
      answer: ({ core, params, body }) => {
        const account = core.account(params['appid'])
        core.patch(account, body)
        return toAccount(account)
      },
    }),
    route('PUT', '/accounts/{appid}/callback', {
      summary: 'Verifies a server configuration as WeChat does, and saves it if that went well',
      body: callbackCheck,
      answer: ({ core, params, body }) => core.connect(core.account(params['appid']), body),
    }),
    ...platformRoutes,
    ...panelRoutes,
    ...followersRoutes,
    ...healthRoutes,
    ...markFailRoutes,
    ...presetRoutes,
    ...transcriptRoutes,
    ...jsSdkRoutes,
    ...phoneRoutes,
    route('GET', '/accounts/{appid}/templates', {
      summary: 'Templates of template messages, of subscription notifications and of one-time messages',
      answer: ({ core, params }) => toTemplateBook(core.world, core.account(params['appid'])),
    }),
    route('POST', '/accounts/{appid}/templates', {
      summary: 'A template of its own text for a test account',
      body: newTemplateCheck,
      answer: ({ core, params, body }) => addOwnTemplate(core.world, core.account(params['appid']), body),
    }),
    route('DELETE', '/accounts/{appid}/templates/{id}', {
      summary: 'Deletes a template of template messages; what was sent with it stays',
      answer: ({ core, params }) => {
        removeTemplate(core.world, core.account(params['appid']), params['id'] ?? '')
        return { ok: true }
      },
    }),
    route('GET', '/fans', {
      summary: 'People, in the order in which they came; of a crowd see /followers',
      query: {
        offset: 'From which one on, 0 when left out',
        limit: `How many, ${MAX_PEOPLE} when left out and at most`,
      },
      answer: ({ core, query }) => {
        const offset = wholeNumber(query, 'offset', 0, Number.MAX_SAFE_INTEGER)
        const limit = wholeNumber(query, 'limit', MAX_PEOPLE, MAX_PEOPLE)
        const people = core.world.fans.all().slice(offset, offset + limit)
        return people.map((fan) => core.world.fans.toFan(fan))
      },
    }),
    route('POST', '/fans', {
      summary: 'New people',
      query: WAIT,
      body: newFansCheck,
      answer: ({ core, body, query }) => core.addFans(body, isWaiting(query)),
    }),
    route('POST', '/fans/{openid}/actions', {
      summary: 'What a person does: follow, write, tap, scan …',
      query: WAIT,
      body: actionCheck,
      maxBytes: MAX_ACTION_BYTES,
      answer: ({ core, params, body, query }) => core.act(params['openid'] ?? '', body, isWaiting(query)),
    }),
    route('GET', '/fans/{openid}/messages', {
      summary: "What a person's phone shows, oldest first",
      query: {
        after: 'Only messages with a higher id',
        wait: `Seconds to wait for the next one when there is none yet, at most ${MAX_WAIT_SECONDS}`,
      },
      answer: readMessages,
    }),
    route('GET', '/pushes', {
      summary: 'The push log, newest first',
      query: {
        limit: `How many, 100 when left out, at most ${MAX_ROWS}`,
        before: 'Only pushes with a lower id',
        openid: 'Only pushes of this person',
        detail: '`rows`: as a list shows them, without what was sent and answered',
      },
      answer: ({ core, query }) => {
        const before = wholeNumber(query, 'before', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
        const openid = query.get('openid')
        const pushes = core.world.pushes.newest(
          wholeNumber(query, 'limit', 100, MAX_ROWS),
          (push) => push.id < before && (openid === null || push.openid === openid),
        )
        return detailOf(query, 'full') === 'rows' ? pushes.map(toPushRow) : pushes
      },
    }),
    route('GET', '/pushes/found', {
      summary:
        'Which pushes have a text in what was sent, in the nickname, openid or MsgId: their ids, newest first',
      query: { text: 'What is looked for, in any case', after: 'Only pushes with a higher id' },
      answer: async ({ core, query }): Promise<PushesFound> => {
        const text = (query.get('text') ?? '').toLowerCase()
        const after = wholeNumber(query, 'after', 0, Number.MAX_SAFE_INTEGER)
        const newer = core.world.pushes.newest(LOG_ROWS, ({ id }) => id > after)
        const found = await filterInSlices(newer, (push) => isInPush(push, text))
        return { ids: found.map(({ id }) => id) }
      },
    }),
    route('GET', '/pushes/{id}', {
      summary: 'One push with all its attempts',
      answer: ({ core, params }) => {
        const push = core.world.pushes.find(Number(params['id']))
        if (!push) throw new Problem(404, 'unknown_push', 'No such push; the log keeps the newest 50,000')
        return push
      },
    }),
    route('GET', '/calls', {
      summary: 'The API call log, newest first',
      query: {
        limit: `How many, 100 when left out, at most ${MAX_ROWS}`,
        before: 'Only calls with a lower id',
      },
      answer: ({ core, query }) => {
        const before = wholeNumber(query, 'before', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
        return core.world.calls.newest(wholeNumber(query, 'limit', 100, MAX_ROWS), ({ id }) => id < before)
      },
    }),
    route('GET', '/clock', { summary: "The world's clock", answer: ({ core }) => core.world.clock.state() }),
    route('POST', '/clock', {
      summary: 'Advances, pauses or speeds the clock, or sets it back to real time',
      body: clockCheck,
      answer: ({ core, body }) => {
        core.world.clock.change(body)
        return core.world.clock.state()
      },
    }),
    route('GET', '/faults', { summary: 'Fault rules', answer: ({ core }) => core.world.faults.all() }),
    route('PUT', '/faults', {
      summary: 'Replaces all fault rules',
      body: faultRulesCheck,
      answer: ({ core, body }) => core.world.faults.set(body),
    }),
    route('GET', '/events', {
      summary:
        'Everything that happens, as server-sent events: batches of what happened within 50 ms, begun by a snapshot',
      query: { detail: '`full`: pushes with all that was sent and answered, not as rows' },
      answer: ({ query }) => events.open(detailOf(query, 'rows')),
    }),
    route('GET', '/openapi.json', { summary: 'This description', answer: () => toOpenApi(routes) }),
  ]
  return routes
}

/** @throws Problem 400 */
function detailOf(query: URLSearchParams, fallback: Detail): Detail {
  const detail = query.get('detail') ?? fallback
  if (detail !== 'rows' && detail !== 'full')
    throw new Problem(400, 'bad_request', 'detail must be rows or full')
  return detail
}

async function readMessages({ core, params, query, request }: ControlCall<unknown>): Promise<PhoneMessage[]> {
  const openid = params['openid'] ?? ''
  if (!core.world.fans.find(openid))
    throw new Problem(404, 'unknown_openid', `Nobody has the openid ${openid}`)
  const after = wholeNumber(query, 'after', 0, Number.MAX_SAFE_INTEGER)
  const newer = () => core.world.messages.of(openid).filter(({ id }) => id > after)
  const seconds = wholeNumber(query, 'wait', 0, MAX_WAIT_SECONDS)
  if (seconds > 0 && newer().length === 0) await nextMessage(core, openid, seconds, request.signal)
  return newer()
}

/** Resolves when something new stands on a phone, the time is up or the caller has gone. */
function nextMessage({ world }: Core, openid: string, seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = world.base.setTimeout(finish, seconds * 1000)
    const unsubscribe = world.bus.subscribe(({ name, data }) => {
      if (name === 'message' && data.openid === openid) finish()
    })
    signal.addEventListener('abort', finish, { once: true })
    function finish() {
      cancel()
      unsubscribe()
      resolve()
    }
  })
}
