/** The token of the simulator's run, without which it takes no write from a browser. */
import type { ControlError, Run } from '../../../src/control/types.ts'

const FORBIDDEN = 403

let token: Promise<string> | undefined

/** Sends a write. One that is refused because the simulator has been started anew goes again with the new token. */
export async function withRun(url: string, send: (token: string) => Promise<Response>): Promise<Response> {
  const used = (token ??= read(url))
  const response = await send(await used)
  if (response.status !== FORBIDDEN || !(await isOfOldRun(response.clone()))) return response
  // Another write may have asked for it meanwhile.
  if (token === used) token = read(url)
  return send(await (token ?? read(url)))
}

async function read(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    const run: Run | ControlError = await response.json()
    if ('token' in run) return run.token
    token = undefined
    // The write itself is told what is wrong.
    return ''
  } catch (error) {
    token = undefined
    throw error
  }
}

async function isOfOldRun(response: Response): Promise<boolean> {
  const answer: ControlError | null = await response.json().catch(() => null)
  return answer?.error.code === 'wrong_run'
}
