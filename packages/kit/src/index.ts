/** Bot kit and API client for WeChat Official Accounts (微信公众号). */

// === Commonly used
export { Bot, type ErrorHandler, type Matched } from './bot/bot.ts'
export { Context } from './bot/context.ts'
export { type Article, reply, type ReplyContent } from './bot/reply.ts'
export { HandlerError } from './bot/handler-error.ts'
export {
  type Callback,
  type CallbackObserver,
  type CallbackOptions,
  type CallbackResponse,
  createCallback,
  MAX_BODY_BYTES,
} from './callback/callback.ts'
export { nodeListener } from './callback/node-http.ts'
export { fetchHandler } from './callback/fetch.ts'
export { type Client, type ClientOptions, createClient } from './client/client.ts'
export {
  type Authorization,
  type AuthorizeOptions,
  type Login,
  type OAuth,
  type OAuthOptions,
  type OAuthReturn,
  type OAuthScope,
  type WebToken,
  type WebUser,
} from './oauth/types.ts'
export { createOAuth } from './oauth/oauth.ts'
export { ApiError, ConfigError, NetworkError } from './errors.ts'
export { OAuthError, type OAuthFailure } from './oauth/oauth-error.ts'

// === For tests and other runtimes
export { type Clock, systemClock } from './clock.ts'
