/** The whole state of one simulator, put together from its parts; exported and imported as one document. */
import { hash } from 'node:crypto'
import { type Bus, createBus } from '../bus.ts'
import { type Clock, createWorldClock, type WorldClock } from '../clock.ts'
import type { SimEvents } from '../control/types.ts'
import type { Random } from '../random.ts'
import { type AccountOptions, createAccounts, toAccount } from './accounts.ts'
import { createArticles } from './articles.ts'
import { createBroadcasts } from './broadcasts.ts'
import { createCalls } from './calls.ts'
import { createComments } from './comments.ts'
import { createFans } from './fans.ts'
import { createFaults } from './faults.ts'
import { createGrants } from './grants.ts'
import { createHealth } from './health.ts'
import { createJobs } from './jobs.ts'
import { createJumpRules } from './jump-rules.ts'
import { createMediaStore } from './media.ts'
import { createMessages } from './messages.ts'
import { createPublications } from './publications.ts'
import { createPublishJobs } from './publish-jobs.ts'
import { createPushes } from './pushes.ts'
import { createQrCodes } from './qr-codes.ts'
import { createShortKeys } from './short-keys.ts'
import { createQuotas } from './quotas.ts'
import { createScripts } from './scripts.ts'
import { createSessions } from './sessions.ts'
import { createSpeeches } from './speech.ts'
import type { State } from './state.ts'
import { createStatistics } from './statistics.ts'
import { createTags } from './tags.ts'
import { createSubscriptions } from './subscriptions.ts'
import { createTemplateMessages } from './template-messages.ts'
import { createTemplates } from './templates.ts'
import { createTokens } from './tokens.ts'
import { createTranscripts } from './transcripts.ts'

export interface World extends Parts {
  base: Clock
  clock: WorldClock
  random: Random
  bus: Bus
  /** Where the simulator is reached, without a slash at the end. */
  url: () => string
  /** A MsgId that was never given before, also not by an earlier run of the simulator. */
  nextMsgId(): string
  snapshot(): SimEvents['snapshot']
  /** Everything as it stands: the living parts, for who reads them at once. */
  collect(): State
  /** A copy. */
  export(): State
  /** Takes over a document that `stateCheck` found fine. */
  import(document: State): void
}

export interface WorldOptions {
  base: Clock
  random: Random
  url: () => string
  account: AccountOptions
  version: string
}

/** What a page is sent unasked. */
const PEOPLE_IN_SNAPSHOT = 200

export function createWorld({ base, random, url, account, version }: WorldOptions): World {
  const bus = createBus()
  const clock = createWorldClock(base, (state) => bus.emit({ name: 'clock', data: state }))
  const parts = createParts({ base, bus, clock, random, url })
  let lastMsgId = 0n

  const first = parts.accounts.add(account)
  // The same person at every start of the same account: programs keep openids.
  const openid = `o${hash('sha256', `${first.appid} 晓雨`, 'base64url').slice(0, 27)}`
  const fan = parts.fans.add(first.appid, { nickname: '晓雨', openid })
  fan.subscribed = true
  fan.subscribeTime = Math.floor(clock.now() / 1000)

  const snapshot = () => ({
    accounts: parts.accounts.all().map(toAccount),
    fans: parts.fans
      .all()
      .slice(0, PEOPLE_IN_SNAPSHOT)
      .map((fan) => parts.fans.toFan(fan)),
    fanCount: parts.fans.all().length,
    clock: clock.state(),
    version,
  })

  const collect = (): State => ({
    yingwu: 'simulator-state',
    version: 1,
    clock: clock.state(),
    accounts: parts.accounts.export(),
    fans: parts.fans.export(),
    messages: parts.messages.export(),
    media: parts.media.export(),
    articles: parts.articles.export(),
    publications: parts.publications.export(),
    publishJobs: parts.publishJobs.export(),
    comments: parts.comments.export(),
    tokens: parts.tokens.export(),
    quotas: parts.quotas.export(),
    sessions: parts.sessions.export(),
    tags: parts.tags.export(),
    qrCodes: parts.qrCodes.export(),
    jumpRules: parts.jumpRules.export(),
    shortKeys: parts.shortKeys.export(),
    grants: parts.grants.export(),
    broadcasts: parts.broadcasts.export(),
    templates: parts.templates.export(),
    templateMessages: parts.templateMessages.export(),
    subscriptions: parts.subscriptions.export(),
    jobs: parts.jobs.export(),
    scripts: parts.scripts.export(),
    statistics: parts.statistics.export(),
    speech: parts.speech.export(),
    pushes: [...parts.pushes.export()],
    calls: [...parts.calls.export()],
    faults: parts.faults.all(),
    transcripts: parts.transcripts.export(),
  })

  return {
    base,
    clock,
    random,
    bus,
    url,
    ...parts,
    snapshot,
    collect,
    nextMsgId() {
      // Beyond 2^53 as the real ones, and ever growing: receivers remember the ids of yesterday's run.
      const byTime = BigInt(base.now()) * 10_000n
      lastMsgId = byTime > lastMsgId ? byTime : lastMsgId + 1n
      return String(lastMsgId)
    },
    export() {
      // A copy: what happens next must not change what was exported.
      return structuredClone(collect())
    },
    import(document) {
      const state = structuredClone(document)
      clock.stop()
      clock.restore(state.clock)
      parts.accounts.import(state.accounts)
      parts.fans.import(state.fans)
      parts.messages.import(state.messages)
      parts.media.import(state.media)
      parts.articles.import(state.articles)
      parts.publications.import(state.publications)
      parts.publishJobs.import(state.publishJobs)
      parts.comments.import(state.comments)
      parts.tokens.import(state.tokens)
      parts.quotas.import(state.quotas)
      parts.sessions.import(state.sessions)
      parts.tags.import(state.tags)
      parts.qrCodes.import(state.qrCodes)
      parts.jumpRules.import(state.jumpRules)
      parts.shortKeys.import(state.shortKeys)
      parts.grants.import(state.grants)
      parts.broadcasts.import(state.broadcasts)
      parts.templates.import(state.templates)
      parts.templateMessages.import(state.templateMessages)
      parts.subscriptions.import(state.subscriptions)
      parts.jobs.import(state.jobs)
      parts.scripts.import(state.scripts ?? { lastId: 0, runs: [] })
      parts.statistics.import(state.statistics)
      parts.speech.import(state.speech)
      parts.pushes.import(state.pushes)
      parts.calls.import(state.calls)
      parts.faults.set(state.faults)
      parts.health.clear()
      parts.transcripts.import(state.transcripts)
      bus.emit({ name: 'snapshot', data: snapshot() })
    },
  }
}

interface Surroundings {
  base: Clock
  bus: Bus
  clock: WorldClock
  random: Random
  url: () => string
}

function createParts({ base, bus, clock, random, url }: Surroundings) {
  return {
    accounts: createAccounts({ bus, random }),
    fans: createFans({ bus, clock, random, url }),
    messages: createMessages({ bus, clock }),
    media: createMediaStore({ clock, random, url }),
    articles: createArticles({ clock, random, url }),
    publications: createPublications({ clock, random, url }),
    publishJobs: createPublishJobs({ clock }),
    comments: createComments({ clock }),
    tokens: createTokens({ clock, random }),
    quotas: createQuotas({ clock }),
    sessions: createSessions({ clock }),
    tags: createTags(),
    qrCodes: createQrCodes({ clock, random }),
    jumpRules: createJumpRules(),
    shortKeys: createShortKeys({ clock, random }),
    grants: createGrants({ clock, random }),
    broadcasts: createBroadcasts({ clock }),
    templates: createTemplates({ clock, random }),
    templateMessages: createTemplateMessages({ clock }),
    subscriptions: createSubscriptions({ random }),
    jobs: createJobs({ clock }),
    scripts: createScripts({ bus }),
    statistics: createStatistics({ clock }),
    speech: createSpeeches({ clock }),
    pushes: createPushes({ bus }),
    calls: createCalls({ bus }),
    faults: createFaults(),
    health: createHealth({ base }),
    transcripts: createTranscripts({ bus }),
  }
}
type Parts = ReturnType<typeof createParts>
