/** The whole state of one simulator, put together from its parts; exported and imported as one document. */
import { hash } from 'node:crypto'
import { type Bus, createBus } from '../bus.ts'
import { array, type Check, fits, literal, number, object, boolean as truth } from '../check.ts'
import { type Clock, createWorldClock, type WorldClock } from '../clock.ts'
import type { ClockState, SimEvents, StateDocument } from '../control/types.ts'
import type { Random } from '../random.ts'
import { accountCheck } from './account-checks.ts'
import { type AccountOptions, type Accounts, createAccounts, toAccount } from './accounts.ts'
import { type Calls, callCheck, createCalls } from './calls.ts'
import { createFans, fanCheck, type Fans } from './fans.ts'
import { createFaults, type Faults, faultRulesCheck } from './faults.ts'
import { createGrants, type Grants, grantsCheck } from './grants.ts'
import { createMediaStore, mediaCheck, type MediaStore } from './media.ts'
import { createMessages, messageCheck, type Messages } from './messages.ts'
import { createPushes, pushCheck, type Pushes } from './pushes.ts'
import { createQrCodes, qrCodeCheck, type QrCodes } from './qr-codes.ts'
import { createTokens, type Tokens, tokensCheck } from './tokens.ts'

export interface World {
  base: Clock
  clock: WorldClock
  random: Random
  bus: Bus
  /** Where the simulator is reached, without a slash at the end. */
  url: () => string
  accounts: Accounts
  fans: Fans
  messages: Messages
  media: MediaStore
  tokens: Tokens
  qrCodes: QrCodes
  grants: Grants
  pushes: Pushes
  calls: Calls
  faults: Faults
  /** A MsgId that was never given before, also not by an earlier run of the simulator. */
  nextMsgId(): string
  snapshot(): SimEvents['snapshot']
  export(): State
  /** Takes over a document that `stateProblem` found fine. */
  import(document: State): void
}

export interface WorldOptions {
  base: Clock
  random: Random
  url: () => string
  account: AccountOptions
  version: string
}

export function createWorld({ base, random, url, account, version }: WorldOptions): World {
  const bus = createBus()
  const clock = createWorldClock(base, (state) => bus.emit({ name: 'clock', data: state }))
  const parts = {
    accounts: createAccounts({ bus, random }),
    fans: createFans({ bus, clock, random, url }),
    messages: createMessages({ bus, clock }),
    media: createMediaStore({ clock, random }),
    tokens: createTokens({ clock, random }),
    qrCodes: createQrCodes({ clock, random }),
    grants: createGrants({ clock, random }),
    pushes: createPushes({ bus }),
    calls: createCalls({ bus }),
    faults: createFaults(),
  }
  let lastMsgId = 0n

  const first = parts.accounts.add(account)
  // The same person at every start of the same account: programs keep openids.
  const openid = `o${hash('sha256', `${first.appid} 晓雨`, 'base64url').slice(0, 27)}`
  const fan = parts.fans.add(first.appid, { nickname: '晓雨', openid })
  fan.subscribed = true
  fan.subscribeTime = Math.floor(clock.now() / 1000)

  const snapshot = () => ({
    accounts: parts.accounts.all().map(toAccount),
    fans: parts.fans.all().map((fan) => parts.fans.toFan(fan)),
    clock: clock.state(),
    version,
  })

  return {
    base,
    clock,
    random,
    bus,
    url,
    ...parts,
    snapshot,
    nextMsgId() {
      // Beyond 2^53 as the real ones, and ever growing: receivers remember the ids of yesterday's run.
      const byTime = BigInt(base.now()) * 10_000n
      lastMsgId = byTime > lastMsgId ? byTime : lastMsgId + 1n
      return String(lastMsgId)
    },
    export() {
      const state: State = {
        yingwu: 'simulator-state',
        version: 1,
        clock: clock.state(),
        accounts: parts.accounts.export(),
        fans: parts.fans.export(),
        messages: parts.messages.export(),
        media: parts.media.export(),
        tokens: parts.tokens.export(),
        qrCodes: parts.qrCodes.export(),
        grants: parts.grants.export(),
        pushes: [...parts.pushes.export()],
        calls: [...parts.calls.export()],
        faults: parts.faults.all(),
      }
      // A copy: what happens next must not change what was exported.
      return structuredClone(state)
    },
    import(document) {
      const state = structuredClone(document)
      clock.stop()
      clock.restore(state.clock)
      parts.accounts.import(state.accounts)
      parts.fans.import(state.fans)
      parts.messages.import(state.messages)
      parts.media.import(state.media)
      parts.tokens.import(state.tokens)
      parts.qrCodes.import(state.qrCodes)
      parts.grants.import(state.grants)
      parts.pushes.import(state.pushes)
      parts.calls.import(state.calls)
      parts.faults.set(state.faults)
      bus.emit({ name: 'snapshot', data: snapshot() })
    },
  }
}

type Part<C> = C extends Check<infer T> ? T : never

export interface State extends StateDocument {
  clock: ClockState
  accounts: Part<typeof accountCheck>[]
  fans: Part<typeof fanCheck>[]
  messages: Part<typeof messageCheck>[]
  media: Part<typeof mediaCheck>[]
  tokens: Part<typeof tokensCheck>
  qrCodes: Part<typeof qrCodeCheck>[]
  grants: Part<typeof grantsCheck>
  pushes: Part<typeof pushCheck>[]
  calls: Part<typeof callCheck>[]
  faults: Part<typeof faultRulesCheck>
}

const members = object<
  Pick<
    State,
    | 'clock'
    | 'accounts'
    | 'fans'
    | 'messages'
    | 'media'
    | 'tokens'
    | 'qrCodes'
    | 'grants'
    | 'pushes'
    | 'calls'
    | 'faults'
    | 'yingwu'
    | 'version'
  >
>({
  yingwu: literal('simulator-state'),
  version: literal(1),
  clock: object<ClockState>({
    now: number({ min: 0, max: 8.64e15 }),
    aheadMs: number({ min: -8.64e15, max: 8.64e15 }),
    speed: number({ above: 0, max: 100_000 }),
    paused: truth,
  }),
  accounts: array(accountCheck),
  fans: array(fanCheck),
  messages: array(messageCheck),
  media: array(mediaCheck),
  tokens: tokensCheck,
  qrCodes: array(qrCodeCheck),
  grants: grantsCheck,
  pushes: array(pushCheck),
  calls: array(callCheck),
  faults: faultRulesCheck,
})

/** A state document of this version whose parts belong together. */
export const stateCheck: Check<State> = {
  schema: members.schema,
  problem(value, at) {
    const found = members.problem(value, at)
    if (found !== null || !fits(members, value)) return found
    if (value.accounts.length === 0) return 'accounts must hold at least one account'
    const appids = new Set(value.accounts.map(({ appid }) => appid))
    const stray = value.fans.findIndex(({ appid }) => !appids.has(appid))
    return stray < 0 ? null : `fans[${stray}].appid must be one of the document's accounts`
  },
}
