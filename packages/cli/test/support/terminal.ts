/** Runs a command of `yingwu` in this process, against whatever the environment names. */
import { run } from '../../src/cli.ts'

export interface Ran {
  code: number | undefined
  out: string
  err: string
}

export async function yingwu(
  words: readonly string[],
  { env = {}, stdin = '' }: { env?: NodeJS.Dict<string>; stdin?: string } = {},
): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(['node', 'yingwu', ...words], {
    env,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    stdin: async () => stdin,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
