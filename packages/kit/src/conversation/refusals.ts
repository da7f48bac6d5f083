/** What conversations refuse, and what to do instead. */
import { HandlerError } from '../bot/handler-error.ts'
import { ConfigError } from '../errors.ts'

export function unknownName(name: string, names: readonly string[]): ConfigError {
  return new ConfigError({
    zh: `ctx.enter('${name}')：没有这个对话。有：${names.join('、')}`,
    en: `ctx.enter('${name}'): there is no such conversation. There are: ${names.join(', ')}`,
  })
}

export function nested(name: string): ConfigError {
  return new ConfigError({
    zh: `ctx.enter('${name}')：已经在一个对话里。请把另一个对话写成普通函数 (c) => …，直接 await 它`,
    en: `ctx.enter('${name}'): this is within a conversation. Write the other one as a export function (c) => … and await that`,
  })
}

export function tooMuch(name: string, mostBytes: number): ConfigError {
  return new ConfigError({
    zh: `对话 ${name} 要保存的内容超过 ${mostBytes / 1024} KiB。请把大的内容存到别处，c.run 只返回它的编号`,
    en: `Conversation ${name} has more than ${mostBytes / 1024} KiB to keep. Store what is large elsewhere and let c.run give its id`,
  })
}

export function lostTurn(name: string): HandlerError {
  return new HandlerError({
    zh: `对话 ${name}：处理期间本进程停顿过久，另一个进程已接着处理`,
    en: `Conversation ${name}: this process stood still for too long and another one has gone on with it`,
  })
}
