/** What a test asks of the simulator, and what it gets. */
import type { EncryptionMode } from '@yingwu/protocol'
import type { Call, FaultRule, NewFans, Push, ReplayReport, Verification } from '../control/types.ts'
import type { Simulator } from '../simulator.ts'
import type { AccountOptions } from '../world/accounts.ts'
import type { TestFan } from './fan.ts'
import type { TestAccount } from './test-account.ts'
import type { TestClock } from './test-clock.ts'
import type { TestFetch } from './test-fetch.ts'

/** The developer's server as a function; the kit's `fetchHandler(callback)` is one. */
export type Receiver = (request: Request) => Response | Promise<Response>

export interface StartOptions extends AccountOptions {
  /** Makes the bot for the account: `(account) => fetchHandler(createCallback({ ...account, bot }))`. */
  bot?: (account: TestAccount) => Receiver | Promise<Receiver>
  /** A bot that knows its account already: give `appid`, `secret`, `token` and `encodingAESKey`, too. */
  receiver?: Receiver
  /** A bot that listens already, in any language. */
  url?: string
  /** 消息加解密方式. Default `safe`; `plain` for a sandbox account, which has no other. */
  mode?: EncryptionMode
  /** Default `fake`, so that nothing waits; `real` for a bot outside this process. */
  clock?: 'fake' | 'real'
  /** When a fake clock begins. Default: now, so that a bot that reads the system's clock is believed, too. */
  now?: Date | number
  /** Makes ids repeatable, the AppID among them. Default: new ones each time, so that tests can share a database. */
  seed?: number
  /** Opens a port, 0 for a free one, for programs outside this process. Default: none; a free one with `url`. */
  port?: number
  /** Real milliseconds that a bot may be silent before a fake clock moves to WeChat's deadline. Default 3,000. */
  patienceMs?: number
}

/** A running test simulator. */
export interface TestSimulator extends AsyncDisposable {
  /** For the bot. */
  readonly account: TestAccount
  /** The same as environment variables, for a program: `WECHAT_APP_ID` and so on. */
  readonly environment: { readonly [name: string]: string }
  readonly apiUrl: string
  readonly fetch: TestFetch
  readonly clock: TestClock
  /** A new person, who does not follow yet. */
  fan(person?: NewPerson): Promise<TestFan>
  /** Many people who follow already. */
  followers(count: number): Promise<TestFan[]>
  /** The push log, oldest first, the newest 1,000. */
  readonly pushes: readonly Push[]
  /** The log of API calls, oldest first, the newest 1,000. */
  readonly calls: readonly Call[]
  /** Resolves when no push and no call of the API is under way. */
  idle(): Promise<void>
  /** Replaces the fault rules: pushes and answers that come late, get lost or fail. */
  setFaults(rules: readonly NewFault[]): Promise<void>
  /**
   * Tells a transcript (记录) again with new people, the time between the steps included: a whole test in a line.
   *
   * @param wish.grace seconds of the clock that messages too many are waited for after the last step; default 1
   * @throws TranscriptError when an answer differs; its message is the diff
   */
  replay(transcript: unknown, wish?: { grace?: number }): Promise<ReplayReport>
  /** Verifies and saves a server's address, for a bot that starts after the simulator. @throws Error when that fails */
  connect(url: string): Promise<Verification>
  /** The control API, `/_sim/v1` left out. @throws Error with its sentence when it refuses */
  control(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** The simulator itself: account settings, state, events. */
  readonly simulator: Simulator
  close(): Promise<void>
}

export type NewPerson = Omit<NewFans, 'appid' | 'count'>
export type NewFault = Omit<FaultRule, 'id' | 'hits' | 'enabled'> & Partial<Pick<FaultRule, 'id' | 'enabled'>>
