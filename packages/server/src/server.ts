import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import {
  type Bot,
  type CallbackObserver,
  type Clock,
  createCallback,
  createClient,
  type Fetch,
  nodeListener,
  systemClock,
  WholeRequest,
} from 'yingwu'
import { createApp } from './app.ts'
import type { ServerConfig } from './config.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createUndiciFetch } from './undici-fetch.ts'

export interface ServerOptions {
  config: ServerConfig
  bot: Bot
  log?: Logger
  clock?: Clock
  /** Default: undici's connection pools, which cost less than the platform's `fetch`. */
  fetch?: Fetch
}

/** A running account server. */
export interface AccountServer extends AsyncDisposable {
  /** `http://host:port`, with the port it really got. */
  readonly url: string
  readonly callbackUrl: string
  /** Takes no new messages, finishes those under way, then resolves. */
  close(): Promise<void>
}

const CALLBACK_PATH = '/wechat'

/** Longest that closing waits for handlers: WeChat itself has given up by then. */
const CLOSE_MS = 15_000

/** Starts the account server: the callback on bare `node:http`, everything else through Hono. */
export async function startServer(options: ServerOptions): Promise<AccountServer> {
  const { config, bot, clock = systemClock } = options
  const pools = createUndiciFetch()
  const { fetch = pools.fetch } = options
  const log = options.log ?? createLog(config)
  const { api } = createClient({
    appId: config.appId,
    appSecret: config.appSecret,
    apiUrl: config.apiUrl,
    fetch,
    clock,
  })
  const metrics = createMetrics(() => callback.running)
  const callback = createCallback({
    ...config,
    bot,
    api,
    clock,
    observer: both(metrics.observer, logObserver(log)),
  })

  const onCallback = nodeListener(callback)
  const onOther = getRequestListener(createApp({ config, log, metrics, fetch, clock }).fetch)
  const limits = { requestTimeout: 10_000, headersTimeout: 10_000 }
  const server = createServer({ ...limits, IncomingMessage: WholeRequest }, (req, res) => {
    if (isCallback(req.url)) onCallback(req, res)
    else void onOther(req, res)
  })
  await listen(server, config)
  const url = urlOf(server)
  log.info({ url, callback: url + CALLBACK_PATH, mode: config.mode }, 'account server listens')

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    await Promise.race([callback.idle(), after(clock, CLOSE_MS)])
    if (callback.running > 0)
      log.warn({ running: callback.running }, 'closing although handlers are still running')
    await callback.close(0)
    // What they answered is on its way; connections that carry nothing need not linger.
    server.closeIdleConnections()
    await Promise.race([closed, after(clock, 1000)])
    server.closeAllConnections()
    await closed
    await pools.close()
    log.info('account server closed')
  }
  return { url, callbackUrl: url + CALLBACK_PATH, close, [Symbol.asyncDispose]: close }
}

function isCallback(url = ''): boolean {
  return (
    url.startsWith(CALLBACK_PATH) &&
    (url.length === CALLBACK_PATH.length || url[CALLBACK_PATH.length] === '?')
  )
}

function listen(server: Server, { host, port }: ServerConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function urlOf(server: Server): string {
  const address = server.address()
  if (!isAddress(address)) throw new Error('the server has no address')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

function after(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, ms))
}

/** What operators want to read: refusals and failures always, each answer only at `debug`. */
function logObserver(log: Logger): CallbackObserver {
  const isDebug = log.isLevelEnabled('debug')
  return {
    answered({ kind, message, answer, isFirst, ms }) {
      if (!isDebug) return
      log.debug({ kind, openid: message.FromUserName, answer, isFirst, ms }, 'answered')
    },
    refused: ({ status, reason }) => log.warn({ status, reason }, 'refused a request'),
    failed: ({ kind, message, error }) =>
      log.error({ kind, openid: message.FromUserName, err: error }, 'a handler failed'),
    delivered({ kind, message, outcome }) {
      const about = { kind, openid: message.FromUserName, via: outcome.via }
      if (outcome.via !== 'none') log.debug(about, 'reply went')
      else log.warn({ ...about, reason: outcome.reason, err: outcome.error }, 'a reply could not be sent')
    },
    storeFailed: ({ error }) => log.error({ err: error }, 'the store failed'),
    overloaded: ({ kind, message, isQueued }) =>
      log.warn({ kind, openid: message.FromUserName, isQueued }, 'too many messages at once'),
    warned: ({ kind, message, warning }) =>
      log.warn({ kind, openid: message.FromUserName, warning }, 'doubtful reply'),
  }
}

function both(one: CallbackObserver, other: CallbackObserver): CallbackObserver {
  return {
    answered(event) {
      one.answered?.(event)
      other.answered?.(event)
    },
    refused(event) {
      one.refused?.(event)
      other.refused?.(event)
    },
    failed(event) {
      one.failed?.(event)
      other.failed?.(event)
    },
    delivered(event) {
      one.delivered?.(event)
      other.delivered?.(event)
    },
    storeFailed(event) {
      one.storeFailed?.(event)
      other.storeFailed?.(event)
    },
    overloaded(event) {
      one.overloaded?.(event)
      other.overloaded?.(event)
    },
    warned(event) {
      one.warned?.(event)
      other.warned?.(event)
    },
  }
}
