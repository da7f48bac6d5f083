/** `yingwu doctor`: goes the way WeChat goes, step by step, and stops where it ends. */
import { type Check, isBroken, toLine } from '../check.ts'
import type { Input } from '../commands.ts'
import { cipherOf, readCredentials, readMode } from '../credentials.ts'
import { checkAddress } from '../doctor/address.ts'
import { checkConnection, checkName, checkTls } from '../doctor/network.ts'
import type { Patient } from '../doctor/patient.ts'
import { checkPush } from '../doctor/push.ts'
import { checkVerification } from '../doctor/verification.ts'
import { FAILED } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

const DEFAULT_TIMEOUT_MS = 5000

export async function doctor(input: Input): Promise<number> {
  const { args, options, terminal } = input
  const credentials = readCredentials(terminal, options)
  const timeoutMs = Number(options.get('timeout') ?? DEFAULT_TIMEOUT_MS)
  if (!(timeoutMs > 0))
    throw new UsageError('--timeout 应为毫秒数', '--timeout must be a number of milliseconds')
  const mode = readMode(terminal, options, credentials)
  const account = {
    token: credentials.token,
    mode,
    cipher:
      credentials.encodingAESKey !== undefined && credentials.appId !== undefined
        ? cipherOf(credentials)
        : undefined,
  }

  const checks: Check[] = []
  for await (const check of examine(args[0] ?? '', account, timeoutMs, !options.has('no-push'))) {
    checks.push(check)
    if (!options.has('json')) terminal.out(toLine(check))
  }
  const isHealthy = !checks.some((check) => isBroken(check))
  if (options.has('json')) terminal.out(JSON.stringify({ healthy: isHealthy, checks }, null, 2))
  else terminal.out(isHealthy ? '\n没有发现问题 no fault found' : '\n先解决第一个 ✗ mend the first ✗ first')
  return isHealthy ? 0 : FAILED
}

async function* examine(
  text: string,
  account: Patient['account'],
  timeoutMs: number,
  isPushing: boolean,
): AsyncGenerator<Check> {
  const { url, checks } = checkAddress(text)
  yield* checks
  if (url === undefined) return
  const patient: Patient = { url, account, timeoutMs }
  for (const step of [checkName, checkConnection, checkTls, checkVerification]) {
    const found = await step(patient)
    yield* found
    if (found.some((check) => isBroken(check))) return
  }
  if (isPushing) yield* await checkPush(patient)
}
