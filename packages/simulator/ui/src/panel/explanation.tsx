import type { Attempt, Push } from '../../../src/control/types.ts'
import { usePick } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'

/** What went wrong and what to do. The first sentence, the cause, is set bold. */
export function Explanation({ push, attempt }: { push: Push; attempt: Attempt | undefined }) {
  const pick = usePick()
  const explained =
    push.notSent?.explanation ??
    attempt?.explanation ??
    push.attempts.findLast((other) => other.explanation)?.explanation
  if (!explained) return null
  const text = pick(explained)
  const end = /[。]|[.](?=\s|$)/.exec(text)
  const cut = end ? end.index + 1 : text.length
  return (
    <section className="sec">
      <div className={`callout ${push.outcome === 'failed' ? 'bad' : ''}`} data-testid="explanation">
        <Icon name="warn" />
        <div>
          <b>{text.slice(0, cut)}</b>
          {text.slice(cut)}
        </div>
      </div>
    </section>
  )
}
