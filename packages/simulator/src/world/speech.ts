/** Speech that was handed in for recognition (提交语音), until somebody asks for the text. */
import { array, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'

export interface Speech {
  appid: string
  /** The sender's own id. */
  voiceId: string
  text: string
  at: number
}

export interface Speeches {
  /** The same id again replaces what it stood for. */
  add(speech: Omit<Speech, 'at'>): void
  find(appid: string, voiceId: string): Speech | undefined
  export(): Speech[]
  import(speeches: readonly Speech[]): void
}

/** Results are to be fetched within seconds; a day leaves room for debugging. */
const KEPT_MS = 24 * 3600 * 1000

export function createSpeeches({ clock }: { clock: WorldClock }): Speeches {
  let speeches: Speech[] = []
  const isKept = ({ at }: Speech) => clock.now() - at < KEPT_MS

  return {
    add(speech) {
      const others = speeches.filter(
        (one) => isKept(one) && (one.appid !== speech.appid || one.voiceId !== speech.voiceId),
      )
      speeches = [...others, { ...speech, at: clock.now() }]
    },
    find: (appid, voiceId) =>
      speeches.find((one) => one.appid === appid && one.voiceId === voiceId && isKept(one)),
    export: () => speeches,
    import(saved) {
      speeches = [...saved]
    },
  }
}

export const speechesCheck = array(
  object<Speech>({ appid: string(), voiceId: string(), text: string(), at: number() }),
)
