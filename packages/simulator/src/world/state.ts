/** What a state document holds: every part of the world with the check it must pass. */
import { array, type Check, fits, literal, number, object, optional, boolean as truth } from '../check.ts'
import type { ClockState, StateDocument } from '../control/types.ts'
import { accountCheck } from './account-checks.ts'
import { bundleCheck } from './articles.ts'
import { broadcastsCheck } from './broadcasts.ts'
import { callCheck } from './calls.ts'
import { commentsCheck } from './comments.ts'
import { fanCheck } from './fans.ts'
import { faultRulesCheck } from './faults.ts'
import { grantsCheck } from './grants.ts'
import { jobsCheck } from './jobs.ts'
import { jumpRuleCheck } from './jump-rules.ts'
import { mediaCheck } from './media.ts'
import { messageCheck } from './messages.ts'
import { publicationsCheck } from './publications.ts'
import { publishJobsCheck } from './publish-jobs.ts'
import { pushCheck } from './pushes.ts'
import { qrCodeCheck } from './qr-codes.ts'
import { shortKeyCheck } from './short-keys.ts'
import { speechesCheck } from './speech.ts'
import { statisticsCheck } from './statistics.ts'
import { tagsCheck } from './tags.ts'
import { quotasCheck } from './quotas.ts'
import { scriptsCheck } from './scripts.ts'
import { sessionsCheck } from './sessions.ts'
import { subscriptionsCheck } from './subscriptions.ts'
import { templateMessagesCheck } from './template-messages.ts'
import { templatesCheck } from './templates.ts'
import { tokensCheck } from './tokens.ts'
import { transcriptsCheck } from './transcripts.ts'

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
  articles: array(bundleCheck),
  publications: publicationsCheck,
  publishJobs: publishJobsCheck,
  comments: commentsCheck,
  tokens: tokensCheck,
  quotas: quotasCheck,
  sessions: sessionsCheck,
  tags: tagsCheck,
  qrCodes: array(qrCodeCheck),
  jumpRules: array(jumpRuleCheck),
  shortKeys: array(shortKeyCheck),
  grants: grantsCheck,
  broadcasts: broadcastsCheck,
  templates: templatesCheck,
  templateMessages: templateMessagesCheck,
  subscriptions: subscriptionsCheck,
  jobs: jobsCheck,
  scripts: optional(scriptsCheck),
  statistics: statisticsCheck,
  speech: speechesCheck,
  pushes: array(pushCheck),
  calls: array(callCheck),
  faults: faultRulesCheck,
  transcripts: optional(transcriptsCheck),
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
