/** How far a follower is in a conversation, as it is kept in the store. */

/** One thing that happened, with a mark of the place where it did. `value` is left out for undefined. */
export interface Step {
  type: 'answer' | 'run' | 'failed' | 'now' | 'random'
  mark: string
  value?: unknown
}

export interface Progress {
  /** Of this one conversation: taps on links of an earlier one are known by it. */
  id: string
  name: string
  version: string
  steps: Step[]
  /** The message that was taken last: its next delivery gets the same answer. */
  messageKey: string
  /** `open`: its handling began and has not ended. `asked`: waits for an answer. `over`: kept for a retry. */
  state: 'open' | 'asked' | 'over'
}

/** @throws never: what is no progress is undefined */
export function parseProgress(text: string): Progress | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isProgress(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isProgress(value: unknown): value is Progress {
  if (typeof value !== 'object' || value === null) return false
  const { id, name, version, steps, messageKey, state }: { [Name in keyof Progress]?: unknown } = value
  return (
    [id, name, version, messageKey].every((text) => typeof text === 'string') &&
    (state === 'open' || state === 'asked' || state === 'over') &&
    Array.isArray(steps) &&
    steps.every((step) => typeof step === 'object' && step !== null && 'type' in step && 'mark' in step)
  )
}
