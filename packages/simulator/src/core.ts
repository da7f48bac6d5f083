/** The simulator without HTTP: the world, the push engine, and everything one can do with them. */
import { act, toResult } from './actions/act.ts'
import { follow } from './actions/follow.ts'
import { fits } from './check.ts'
import type { Clock } from './clock.ts'
import type {
  AccountPatch,
  Action,
  ActionResult,
  CallbackConfig,
  Fan,
  NewFans,
  Verification,
} from './control/types.ts'
import { JOBS } from './jobs.ts'
import { Problem } from './problem.ts'
import { createPushEngine, type PushEngine } from './push/engine.ts'
import type { Transport } from './push/transport.ts'
import { verify } from './push/verify.ts'
import type { Random } from './random.ts'
import type { AccountOptions, AccountRecord } from './world/accounts.ts'
import type { NewFan } from './world/fans.ts'
import { type State, stateCheck } from './world/state.ts'
import { withAccountOf } from './world/one-account.ts'
import { createWorld, type World } from './world/world.ts'

/** What a new callback must say, and what has a default: the account's own token and key, plain mode, XML. */
export type NewCallback = Pick<CallbackConfig, 'url'> & Partial<CallbackConfig>

export interface Core {
  world: World
  engine: PushEngine
  account(appid?: string): AccountRecord
  /** Verifies a server configuration as WeChat does, and saves it if that went well. */
  connect(account: AccountRecord, callback: NewCallback): Promise<Verification>
  patch(account: AccountRecord, patch: AccountPatch): void
  addFans(fans: NewFans, wait: boolean): Promise<Fan[]>
  act(openid: string, action: Action, wait: boolean): Promise<ActionResult>
  reset(): void
  /** Back to where this account began; the others stay as they are. Pushes under way end. */
  resetAccount(account: AccountRecord): void
  /** This account as a document has it; the others, the clock, fault rules and transcripts stay. @throws Problem */
  importAccount(account: AccountRecord, document: unknown): void
  import(document: unknown): void
  /** Goes on with an earlier run's state. What this run was given, such as a secret, goes before. @throws Problem */
  restore(document: unknown): void
}

export interface CoreOptions {
  base: Clock
  random: Random
  transport: Transport
  url: () => string
  account: AccountOptions
  version: string
}

/** So many newcomers follow at a time: a bot is not a load test unless asked. */
const FOLLOWING_AT_ONCE = 50

export function createCore({ base, random, transport, url, account, version }: CoreOptions): Core {
  const world = createWorld({ base, random, url, account, version })
  const engine = createPushEngine(world, transport)
  world.jobs.onDue((job) => JOBS[job.type]?.({ world, engine }, job))
  let start = world.export()

  const accountOf = (appid?: string) => {
    if (appid === undefined) return world.accounts.first()
    const found = world.accounts.find(appid)
    if (!found)
      throw new Problem(404, 'unknown_account', `No account ${appid}; GET /_sim/v1/accounts lists them`)
    return found
  }

  function handOf(openid: string) {
    const fan = world.fans.find(openid)
    if (!fan)
      throw new Problem(
        404,
        'unknown_openid',
        `Nobody has the openid ${openid}; GET /_sim/v1/fans lists them`,
      )
    return { world, engine, fan, account: accountOf(fan.appid) }
  }

  /** A server that was connected stays so through a reset: the developer set it up, no test did. */
  function keepCallback({ appid, callback, verification }: AccountRecord) {
    const accounts = start.accounts.map((account) =>
      account.appid === appid ? { ...account, callback, verification } : account,
    )
    start = structuredClone({ ...start, accounts })
  }

  function checked(document: unknown): State {
    const found = stateCheck.problem(document, '')
    if (found === null && fits(stateCheck, document)) return document
    throw new Problem(400, 'bad_state', `Not a state this simulator exported: ${found ?? ''}`)
  }

  function replace(document: State) {
    engine.abort()
    world.import(document)
  }

  return {
    world,
    engine,
    account: accountOf,
    async connect(account, given) {
      const callback: CallbackConfig = {
        token: account.callback?.token ?? account.credentials.token,
        encodingAESKey: account.callback?.encodingAESKey ?? account.credentials.encodingAESKey,
        mode: 'plain',
        format: 'xml',
        enabled: true,
        ...given,
      }
      const verification = await verify(world, transport, account, callback)
      account.verification = verification
      if (verification.verified) {
        account.callback = callback
        keepCallback(account)
      }
      world.accounts.touch(account)
      return verification
    },
    patch(account, { enabled, switches, ...fields }) {
      if (enabled !== undefined) {
        if (!account.callback) {
          throw new Problem(409, 'no_callback', 'There is no callback to switch; PUT …/callback first')
        }
        account.callback.enabled = enabled
      }
      Object.assign(account, fields)
      Object.assign(account.switches, switches)
      world.accounts.touch(account)
    },
    async addFans({ appid, count = 1, follow: isFollowing = false, ...person }, wait) {
      const account = accountOf(appid)
      const fans = Array.from({ length: count }, () => world.fans.add(account.appid, toNewFan(person)))
      const following = async () => {
        for (let from = 0; from < fans.length; from += FOLLOWING_AT_ONCE) {
          const batch = fans.slice(from, from + FOLLOWING_AT_ONCE)
          const acted = batch.map((fan) => follow({ world, engine, account, fan }))
          await Promise.all(acted.flatMap(({ pushes }) => pushes.map(({ done }) => done)))
        }
      }
      if (isFollowing) {
        const done = following()
        if (wait) await done
      }
      return fans.map((fan) => world.fans.toFan(fan))
    },
    async act(openid, action, wait) {
      return toResult(await act(handOf(openid), action), wait)
    },
    // Transcripts are tests: a reset comes before them, and takes none away.
    reset: () =>
      replace({ ...start, transcripts: { ...world.transcripts.export(), recording: null, cast: [] } }),
    resetAccount: ({ appid }) => replace(checked(withAccountOf(world.export(), start, appid))),
    importAccount({ appid }, document) {
      const state = checked(document)
      const found = state.accounts.map((one) => one.appid)
      if (!found.includes(appid))
        throw new Problem(
          409,
          'other_account',
          `The document is of ${found.join(', ')}, not of ${appid}; PUT /_sim/v1/state replaces everything`,
        )
      replace(checked(withAccountOf(world.export(), state, appid)))
    },
    import: (document) => replace(checked(document)),
    restore(document) {
      const state = checked(document)
      if (account.appid !== undefined && !state.accounts.some(({ appid }) => appid === account.appid))
        throw new Problem(409, 'other_account', `it is another account's, not that of ${account.appid}`)
      replace(state)
      const own = accountOf(account.appid)
      own.secret = account.secret ?? own.secret
      own.credentials = {
        token: account.token ?? own.credentials.token,
        encodingAESKey: account.encodingAESKey ?? own.credentials.encodingAESKey,
      }
      for (const one of world.accounts.all()) keepCallback(one)
    },
  }
}

/** By name: a body may hold more than was checked. */
function toNewFan({ nickname, snapshot, platform, language }: NewFans): NewFan {
  return {
    ...(nickname !== undefined && { nickname }),
    ...(snapshot !== undefined && { snapshot }),
    ...(platform !== undefined && { platform }),
    ...(language !== undefined && { language }),
  }
}
