/** WeChat on this machine, as one object: in a process of its own, or inside a test without any socket. */
import { getRequestListener } from '@hono/node-server'
import { type AutosaveOptions, startAutosave } from './autosave/autosave.ts'
import { fits } from './check.ts'
import { type Clock, systemClock, type WorldClock } from './clock.ts'
import type { SimEvent } from './bus.ts'
import type {
  Account,
  AccountPatch,
  Action,
  ActionResult,
  Call,
  Fan,
  NewFans,
  PhoneMessage,
  Push,
  ReplayReport,
  StateDocument,
  Transcript,
  Verification,
} from './control/types.ts'
import { createCore, type NewCallback } from './core.ts'
import { createApiRouter } from './api/router.ts'
import { createApp } from './http/app.ts'
import { type Listening, listen, type ListenOptions } from './http/listen.ts'
import { createNodeApi } from './http/node-api.ts'
import { Problem } from './problem.ts'
import { toTransport } from './push/in-process.ts'
import { createNodeTransport } from './push/transport.ts'
import { type Random, systemRandom } from './random.ts'
import { createAuthority, type KeyPair } from './tls/authority.ts'
import { keptAuthority } from './tls/kept.ts'
import { transcriptCheck } from './transcripts/check.ts'
import type { Pace } from './transcripts/pace.ts'
import { replayTranscript } from './transcripts/replay.ts'
import { takeTranscript } from './transcripts/take.ts'
import { VERSION } from './version.ts'
import { type AccountOptions, toAccount } from './world/accounts.ts'

export interface SimulatorOptions extends AccountOptions {
  /** Real time, for deadlines; default the system's. The world's own clock stands on top of it. */
  clock?: Clock
  /** Default the system's; a seeded one gives the same ids every time. */
  random?: Random
  /** The developer's server as a function: pushes go to it and no socket is opened. Default: real HTTP. */
  receiver?: (request: Request) => Response | Promise<Response>
  /** How the simulator is reached, for the addresses it hands out. Default: where it listens. */
  publicUrl?: string
  /** Host names besides the loopback ones by which the control API may be used. */
  allowedHosts?: readonly string[]
  /**
   * Keeps the certificate authority from start to start, in `simulator-ca.pem` and a key beside it. Default: none, the
   * authority is made up when it is needed and ends with the simulator.
   */
  authorityFolder?: string
  /** Keeps the whole state from start to start. To be given together with `appid`. Default: none. */
  autosave?: AutosaveOptions
}

export interface Simulator extends AsyncDisposable {
  /** Where it is reached, without a slash at the end; while it listens, also the proxy to give to other programs. */
  readonly url: string
  /** Where it is reached by HTTPS without the proxy: only when `listen` was given an `httpsPort`. */
  readonly httpsUrl: string | undefined
  /** Of the certificate authority, PEM: what programs must trust that come by HTTPS. */
  readonly certificate: string
  /** The whole simulator as a function: WeChat's API, OAuth pages, control API, phone. */
  fetch(request: Request): Promise<Response>
  /** @returns where it listens */
  listen(options?: ListenOptions): Promise<string>
  close(): Promise<void>

  /** Of the world: moves, pauses, speeds. */
  readonly clock: WorldClock
  accounts(): Account[]
  /** The account with its secrets; the first one when no appid is given. */
  account(appid?: string): Account
  patchAccount(patch: AccountPatch, appid?: string): Account
  /**
   * Saves a server configuration (服务器配置) after verifying it as WeChat does. One that was verified belongs to the
   * starting state that `reset` goes back to.
   */
  connect(callback: NewCallback, appid?: string): Promise<Verification>

  fans(): Fan[]
  addFans(fans?: NewFans): Promise<Fan[]>
  /** What a person does; resolves when its pushes have ended, or at once with `wait: false`. */
  act(openid: string, action: Action, options?: { wait?: boolean }): Promise<ActionResult>
  /** What a person's phone shows, oldest first. */
  messages(openid: string): PhoneMessage[]

  /** Newest first, the newest 1,000. */
  pushes(): Push[]
  /** Newest first, the newest 1,000. */
  calls(): Call[]
  /** What people did so far and what the account answered, as a transcript; of these people only where any are given. */
  transcript(name: string, openids?: readonly string[]): Transcript
  /**
   * Tells a transcript again with new people; the report says what differs.
   *
   * @param options.clock moves the clock by the time between the steps; default `false`
   * @param options.grace seconds of the world's clock that messages too many are waited for after the last step; default 1
   * @param options.pace how to wait, for who moves the base clock; default: for what happens
   * @throws Problem when it is no transcript, or no server is connected
   */
  replay(
    transcript: unknown,
    options?: { clock?: boolean; grace?: number; pace?: Pace },
  ): Promise<ReplayReport>
  /** Everything that happens; the answer ends the subscription. */
  on(listener: (event: SimEvent) => void): () => void
  /** Resolves once no push is under way. */
  idle(): Promise<void>

  reset(): void
  exportState(): StateDocument
  /** @throws Problem when the document is not one that `exportState` gave */
  importState(document: unknown): void
}

const LOG_ROWS = 1000

/** A world with one account and one person, 晓雨, who follows it already. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const {
    clock: base = systemClock,
    random = systemRandom,
    receiver,
    publicUrl,
    allowedHosts = [],
    authorityFolder,
    autosave: autosaveOptions,
    ...account
  } = options
  const network = receiver ? { transport: toTransport(receiver), close() {} } : createNodeTransport()
  let listening: Listening | undefined
  let madeUp: KeyPair | undefined
  const authority = () => {
    madeUp ??=
      authorityFolder === undefined
        ? createAuthority(systemClock.now())
        : keptAuthority(authorityFolder, systemClock.now())
    return madeUp
  }
  const url = () => publicUrl?.replace(/\/$/, '') ?? listening?.url ?? 'http://127.0.0.1:8100'

  const core = createCore({
    base,
    random,
    transport: network.transport,
    url,
    account,
    version: VERSION,
  })
  const { world, engine } = core
  const streams = new Set<() => void>()
  const api = createApiRouter(core)
  const app = createApp(core, {
    api,
    allowedHosts: () => [...allowedHosts, ...(listening ? [listening.host.toLowerCase()] : [])],
    onStream(end) {
      streams.add(end)
      return () => void streams.delete(end)
    },
  })

  const listener = createNodeApi(
    api,
    getRequestListener((request) => answer(request)),
  )

  const autosave = autosaveOptions && startAutosave(core, base, autosaveOptions)

  async function answer(request: Request): Promise<Response> {
    const response = await app.fetch(request)
    // Not everything that can be changed tells the bus.
    if (request.method !== 'GET') autosave?.changed()
    return response
  }

  async function close() {
    engine.abort()
    await autosave?.close()
    world.clock.stop()
    for (const end of streams) end()
    await listening?.close()
    listening = undefined
    network.close()
  }

  return {
    get url() {
      return url()
    },
    get httpsUrl() {
      return listening?.httpsUrl
    },
    get certificate() {
      return authority().certificate
    },
    async fetch(request) {
      return answer(request)
    },
    async listen(where = {}) {
      if (listening) throw new Error(`listen: the simulator listens already, at ${listening.url}`)
      if (authorityFolder !== undefined) authority()
      listening = await listen({
        ...where,
        listener,
        authority,
        now: () => systemClock.now(),
      })
      return listening.url
    },
    close,
    [Symbol.asyncDispose]: close,

    clock: world.clock,
    accounts: () => world.accounts.all().map(toAccount),
    account: (appid) => toAccount(core.account(appid)),
    patchAccount(patch, appid) {
      core.patch(core.account(appid), patch)
      return toAccount(core.account(appid))
    },
    async connect(callback, appid) {
      return core.connect(core.account(appid), callback)
    },
    fans: () => world.fans.all().map((fan) => world.fans.toFan(fan)),
    addFans: (fans = {}) => core.addFans(fans, true),
    act: (openid, action, { wait = true } = {}) => core.act(openid, action, wait),
    messages: (openid) => [...world.messages.of(openid)],
    pushes: () => world.pushes.newest(LOG_ROWS),
    calls: () => world.calls.newest(LOG_ROWS),
    transcript: (name, openids) => takeTranscript(world, { name, account: core.account(), openids }),
    async replay(transcript, options = {}) {
      const found = transcriptCheck.problem(transcript, '')
      if (found !== null || !fits(transcriptCheck, transcript))
        throw new Problem(400, 'bad_transcript', `Not a transcript: ${found ?? ''}`)
      return replayTranscript(core, transcript, { account: core.account(), ...options })
    },
    on: (listener) => world.bus.subscribe(listener),
    idle: () => engine.idle(),
    reset: () => core.reset(),
    exportState: () => world.export(),
    importState: (document) => core.import(document),
  }
}
