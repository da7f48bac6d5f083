/** What a state document holds: every part of the world with the check it must pass. */
import { array, type Check, fits, literal, number, object, boolean as truth } from '../check.ts'
import type { ClockState, StateDocument } from '../control/types.ts'
import { accountCheck } from './account-checks.ts'
import { callCheck } from './calls.ts'
import { fanCheck } from './fans.ts'
import { faultRulesCheck } from './faults.ts'
import { grantsCheck } from './grants.ts'
import { jobsCheck } from './jobs.ts'
import { mediaCheck } from './media.ts'
import { messageCheck } from './messages.ts'
import { pushCheck } from './pushes.ts'
import { qrCodeCheck } from './qr-codes.ts'
import { tokensCheck } from './tokens.ts'

const PARTS = {
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
  jobs: jobsCheck,
  pushes: array(pushCheck),
  calls: array(callCheck),
  faults: faultRulesCheck,
}

type Parts = { [Name in keyof typeof PARTS]: (typeof PARTS)[Name] extends Check<infer T> ? T : never }
type Members = Parts & Pick<StateDocument, 'yingwu' | 'version'>
export type State = StateDocument & Parts

const members = object<Members>({
  yingwu: literal('simulator-state'),
  version: literal(1),
  ...PARTS,
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
