import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Bot, ConfigError } from 'yingwu'

/** Lets a bot that lies anywhere on the disk import what this server was installed with. */
function lendOurPackages(): void {
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context)
      } catch (error) {
        const isOurs = specifier === 'yingwu' || specifier.startsWith('@yingwu/')
        if (!isOurs || context.parentURL === import.meta.url) throw error
        return next(specifier, { ...context, parentURL: import.meta.url })
      }
    },
  })
}

let isLent = false

/**
 * Loads the module with the bot: its default export, or an export called `bot`.
 *
 * @throws ConfigError that says what is wrong with the module
 */
export async function loadBot(path: string): Promise<Bot> {
  if (!isLent) lendOurPackages()
  isLent = true
  const file = resolve(path)
  let module: unknown
  try {
    module = await import(pathToFileURL(file).href)
  } catch (cause) {
    throw new ConfigError(notLoaded(path, cause), { cause })
  }
  const bot = exportOf(module, 'default') ?? exportOf(module, 'bot')
  if (!isBot(bot)) {
    throw new ConfigError({
      zh: `YINGWU_BOT=${path}：模块没有导出机器人，请写 export default bot，其中 bot 是 new Bot()`,
      en: `YINGWU_BOT=${path}: the module exports no bot; write \`export default bot\`, where bot is a \`new Bot()\``,
    })
  }
  return bot
}

function notLoaded(path: string, cause: unknown): { zh: string; en: string } {
  const why = cause instanceof Error ? cause.message : String(cause)
  return {
    zh: `YINGWU_BOT=${path}：模块加载失败：${why}`,
    en: `YINGWU_BOT=${path}: the module does not load: ${why}`,
  }
}

function exportOf(module: unknown, name: string): unknown {
  return typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined
}

/** By shape too: the bot may come from another copy of the kit. */
function isBot(value: unknown): value is Bot {
  return (
    value instanceof Bot ||
    (typeof value === 'object' && value !== null && 'handle' in value && typeof value.handle === 'function')
  )
}
