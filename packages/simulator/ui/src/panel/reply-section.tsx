import type { Attempt, ReplyCheck } from '../../../src/control/types.ts'
import { usePick, useT } from '../i18n/use-t.ts'
import { Icon } from '../parts/icon.tsx'
import { Code } from './code.tsx'
import { Hex } from './hex.tsx'

/** The reply as it was judged, and its bytes where it was not one. */
export function ReplySection({ attempt }: { attempt: Attempt }) {
  const t = useT()
  const { response, checks, plainReply, request } = attempt
  if (!response) return null
  const sent = new TextEncoder().encode(request.body).length
  const text = plainReply ?? response.body
  const facts = `HTTP ${response.status} · ${sent} B → ${response.bytes} B`
  return (
    <>
      {checks.length > 0 && (
        <section className="sec" data-testid="reply-checks">
          <h3>
            {t('replyChecks')}
            <span className="hint num">{facts}</span>
          </h3>
          <table className="table">
            <tbody>
              {checks.map((check, index) => (
                <Check key={`${index} ${check.field}`} check={check} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {response.hex && (
        <section className="sec" data-testid="bytes">
          <h3>
            {t('bytesReceived')}
            <span className="hint">
              HTTP {response.status} · {response.headers['content-type'] ?? '–'} · {response.bytes} B
            </span>
          </h3>
          <Hex pairs={response.hex} />
        </section>
      )}
      {text !== '' && (
        <section className="sec" data-testid="reply-raw">
          <h3>
            {t('rawReply')}
            {checks.length === 0 && !response.hex && <span className="hint num">{facts}</span>}
          </h3>
          <Code text={text} />
        </section>
      )}
    </>
  )
}

const ICONS = { ok: 'check', warn: 'warn', bad: 'close' } as const

function Check({ check }: { check: ReplyCheck }) {
  const pick = usePick()
  return (
    <tr>
      <td className="mono">{check.field}</td>
      <td className="mono" title={check.value}>
        <bdi>{check.value.length > 80 ? `${check.value.slice(0, 80)}…` : check.value}</bdi>
      </td>
      <td>
        <span className={`v ${check.state}`}>
          <Icon name={ICONS[check.state]} />
          {pick(check.text)}
        </span>
      </td>
    </tr>
  )
}
