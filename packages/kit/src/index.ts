/** Bot kit and API client for WeChat Official Accounts (微信公众号). */

// === Commonly used
export { Bot, type ErrorHandler, type Matched } from './bot/bot.ts'
export { Context } from './bot/context.ts'
export type { HandlerResult, Middleware, Next } from './bot/middleware.ts'
export { type Article, reply, type ReplyContent, type TextStream } from './bot/reply.ts'
export { type Callback, createCallback } from './callback/callback.ts'
export type { CallbackObserver, CallbackOptions } from './callback/options.ts'
export { nodeListener } from './callback/node-http.ts'
export { WholeRequest } from './callback/whole-request.ts'
export { fetchHandler } from './callback/fetch.ts'
export { type Client, type ClientOptions, createClient } from './client/client.ts'

// === What a bot remembers
export { session, type SessionOptions, type Sessions } from './session/session.ts'
export {
  type AskOptions,
  conversation,
  type Conversation,
  type ConversationOptions,
  type Dialogue,
} from './conversation/conversation.ts'
export {
  conversations,
  type Conversations,
  type ConversationsOptions,
  type ForgottenNotice,
} from './conversation/conversations.ts'

// === How answers reach people
export type { DeliveryOptions } from './delivery/options.ts'
export type { NotSent, Outcome, Receipt, StreamReceipt } from './delivery/receipt.ts'
export type { Order } from './run/mailbox.ts'

// === Texts of models
export { splitText, type SplitOptions } from './text/split-text.ts'
export { chunksOf, type ChunkOptions } from './text/chunks-of.ts'
export type { StreamOptions } from './text/stream-options.ts'
export { toWeChatText, weChatTextOf } from './text/markdown.ts'
export { type MarkdownOptions, withoutLinks } from './text/inline-markdown.ts'

// === What several processes share
export { memoryStore } from './stores/memory.ts'
export { fileStore } from './stores/file.ts'
export { sqliteStore } from './stores/sqlite.ts'
export { postgresStore } from './stores/postgres.ts'
export { redisStore } from './stores/redis.ts'
export type { DeleteOptions, Entry, PutOptions, Store } from './stores/store.ts'

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
export {
  ApiError,
  type Bilingual,
  ConfigError,
  type ConsolePage,
  NetworkError,
  type NetworkFailure,
  type ParamProblem,
  ParamsError,
} from './errors.ts'
export { HandlerError } from './bot/handler-error.ts'
export { OAuthError, type OAuthFailure } from './oauth/oauth-error.ts'

// === A little more advanced: types of what is passed around, seams for tests and other runtimes
export type { Api, CallOptions, Download, FileInput } from '@yingwu/protocol/contract'
export type { EventOf, Message, MessageOf, Reply, ReplyOf, UnknownMessage } from '@yingwu/protocol'
export type { Filter, Filtered, KeyedFilter, Pattern } from './bot/filters.ts'
export type { Plugin } from './bot/plugin.ts'
export type { Json } from './session/json-value.ts'
export type { CallbackResponse } from './callback/response.ts'
export type { Fetch, FetchAnswer, FetchRequest } from './client/fetch.ts'
export type { CallHooks, Exchange, RequestNotice } from './client/hooks.ts'
export type { TokenKind, TokenSource } from './client/tokens.ts'
export type { SqliteDatabase, SqliteStatement } from './stores/sqlite.ts'
export type { PostgresPool } from './stores/postgres.ts'
export type { RedisClient } from './stores/redis.ts'
export type { LaterEndpointId, RawCall } from './client/raw-call.ts'
export type { JsonRecord } from './client/json.ts'
export { type Clock, systemClock } from './clock.ts'
export type { Random } from './random.ts'
