/** `yingwu simulator`, and `yingwu simulator exec -- command`. */
import type { Input } from '../commands.ts'
import { simulate } from '../simulate.ts'
import { UsageError } from '../usage-error.ts'
import { exec } from './exec.ts'

export async function simulator({ args, rest, options, terminal }: Input): Promise<number | void> {
  const [action] = args
  if (action === undefined) return simulate(terminal.env, { fresh: options.has('fresh') })
  if (action !== 'exec')
    throw new UsageError(`simulator 只有 exec，没有 ${action}`, `simulator knows exec, not ${action}`)
  return exec(rest, terminal, { proxy: options.has('proxy') })
}
