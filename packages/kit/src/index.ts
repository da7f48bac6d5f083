/** Bot kit and API client for WeChat Official Accounts (微信公众号). */

// === Commonly used
export { Bot, type ErrorHandler, type Matched } from './bot/bot.ts'
export { Context } from './bot/context.ts'
export type { HandlerResult, Middleware, Next } from './bot/middleware.ts'
export { type Article, reply, type ReplyContent } from './bot/reply.ts'
export { type Callback, createCallback } from './callback/callback.ts'
export type { CallbackObserver, CallbackOptions } from './callback/options.ts'
export { nodeListener } from './callback/node-http.ts'
export { fetchHandler } from './callback/fetch.ts'
export { type Client, type ClientOptions, createClient } from './client/client.ts'

// === Web pages inside WeChat
export { createOAuth } from './oauth/oauth.ts'
export type {
  Authorization,
  AuthorizeOptions,
  Language,
  Login,
  OAuth,
  OAuthOptions,
  OAuthReturn,
  OAuthScope,
  RefreshedToken,
  WebToken,
  WebUser,
} from './oauth/types.ts'
export { createJsSdk, type JsSdk, type JsSdkConfig, type JsSdkOptions, type PageOptions } from './js-sdk.ts'

// === When something goes wrong
export { ApiError, type Bilingual, ConfigError, NetworkError, type NetworkFailure } from './errors.ts'
export { HandlerError } from './bot/handler-error.ts'
export { OAuthError, type OAuthFailure } from './oauth/oauth-error.ts'

// === A little more advanced: types of what is passed around, seams for tests and other runtimes
export type { Api, CallOptions, Download, FileInput } from '@yingwu/protocol/contract'
export type { EventOf, Message, MessageOf, Reply, ReplyOf, UnknownMessage } from '@yingwu/protocol'
export type { Filter, Filtered, KeyedFilter, Pattern } from './bot/filters.ts'
export type { CallbackResponse } from './callback/response.ts'
export type { CallHooks, Exchange } from './client/caller.ts'
export type { TokenKind, TokenSource } from './client/tokens.ts'
export type { RawCall } from './client/raw-call.ts'
export type { JsonRecord } from './client/json.ts'
export { type Clock, systemClock } from './clock.ts'
export type { Random } from './random.ts'
