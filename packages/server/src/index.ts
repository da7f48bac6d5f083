/** The account server: a bot behind WeChat's callback, a profile page, health and metrics. */
export { LOG_LEVELS, type LogLevel, type ServerConfig } from './config.ts'
export { loadBot } from './load-bot.ts'
export { createLog } from './log.ts'
export { createUndiciFetch, type UndiciFetch } from './undici-fetch.ts'
export { type AccountServer, type ServerOptions, startServer } from './server.ts'
