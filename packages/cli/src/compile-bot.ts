/**
 * `node compile-bot.js <URL of a bot>`: Node compiles the bot's own modules into its cache, and the process ends before any
 * of them runs. Started by `compile-ahead.ts`. What a process caches, only one with the same flags finds: hence `lean`.
 */
import './lean.ts'
import { flushCompileCache, registerHooks } from 'node:module'

// What comes from packages is JavaScript already, and takes longer to load than all the rest.
registerHooks({
  resolve(specifier, context, next) {
    const isPackage = /^[@\w]/.test(specifier) && !URL.canParse(specifier)
    return isPackage ? { url: moduleOf(''), shortCircuit: true } : next(specifier, context)
  },
})

// Modules run in the order of their imports, and the first one not before the last is loaded and all fit together.
const end = moduleOf('import { flushCompileCache } from "node:module"; flushCompileCache(); process.exit()')
const [, , bot] = process.argv
await import(moduleOf(`import ${JSON.stringify(end)}; import ${JSON.stringify(bot)}`)).catch(() => {
  // They do not, since the packages are empty; what was compiled until then counts.
  flushCompileCache()
})

function moduleOf(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`
}
