import type { Call, CallDetail } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { LoadFailed } from '../../parts/block.tsx'
import { CopyButton } from '../../parts/copy.tsx'
import { toCurl } from '../../parts/curl.ts'
import { Icon } from '../../parts/icon.tsx'
import { toClock, toDuration } from '../../parts/time.ts'
import { useLoaded } from '../../parts/use-loaded.ts'
import { Code } from '../code.tsx'
import { KeyValues } from '../key-values.tsx'
import { isFailed, toResult } from './outcome.ts'

export function CallDetailPane({ call }: { call: Call | undefined }) {
  const t = useT()
  if (!call)
    return (
      <article className="detail blank">
        <p className="hint">{t('calls.pick')}</p>
      </article>
    )
  return <Detail key={call.id} call={call} />
}

function Detail({ call }: { call: Call }) {
  const t = useT()
  const { value: detail, error, reload } = useLoaded(api.call, call.id)
  return (
    <article
      className="detail"
      data-area="detail"
      data-testid="call-detail"
      tabIndex={0}
      aria-label={t('calls.open', { id: call.id })}
    >
      <Head call={call} detail={detail} />
      {error && (
        <section className="sec">
          <LoadFailed error={error} onRetry={reload} />
        </section>
      )}
      {isFailed(call) && <Meaning call={call} detail={detail} />}
      <RequestParts call={call} detail={detail} />
      <section className="sec" data-testid="call-response">
        <h3>
          {t('calls.response')}
          <span className="hint num">HTTP {call.status}</span>
        </h3>
        <Code text={toPretty(call.responseBody) || t('calls.emptyBody')} />
      </section>
    </article>
  )
}

function Head({ call, detail }: { call: Call; detail: CallDetail | undefined }) {
  const t = useT()
  const pick = usePick()
  const endpoint = detail?.endpoint
  return (
    <header>
      <div className="dtitle">
        <h2 className={endpoint ? '' : 'mono'} title={call.path}>
          {endpoint ? pick(endpoint.title) : call.path}
        </h2>
        <span className={`tag ${isFailed(call) ? 'bad' : 'ok'}`} data-testid="call-result">
          {toResult(call)}
        </span>
      </div>
      <p className="meta num">
        <span>{call.id}</span>
        <span className="mono">
          {call.method} {call.path}
        </span>
        <time>{toClock(call.at)}</time>
        <span>{toDuration(call.durationMs)}</span>
        <span>{t('calls.from', { address: call.clientIp })}</span>
        {call.rid && (
          <span>
            rid <span className="mono">{call.rid}</span>
          </span>
        )}
      </p>
      <div className="acts">
        <CopyButton text={() => curlOf(call)} label="curl" testId="call-curl" keyLetter="c" />
        {endpoint && (
          <a
            className="btn s"
            data-testid="call-reference"
            href={endpoint.reference}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="link" />
            <span>{t('calls.reference')}</span>
          </a>
        )}
      </div>
    </header>
  )
}

function Meaning({ call, detail }: { call: Call; detail: CallDetail | undefined }) {
  const t = useT()
  const pick = usePick()
  const meaning = detail?.meaning
  return (
    <section className="sec">
      <div className="callout bad" data-testid="call-meaning">
        <Icon name="warn" />
        <div>
          <b>{toResult(call)}</b> {meaning ? pick(meaning) : detail ? t('calls.noMeaning') : '…'}
        </div>
      </div>
    </section>
  )
}

function RequestParts({ call, detail }: { call: Call; detail: CallDetail | undefined }) {
  const t = useT()
  const pick = usePick()
  const problems = detail?.problems ?? []
  return (
    <section className="sec" data-testid="call-request">
      <h3>
        {t('request')}
        {problems.length > 0 && (
          <span className="v warn">
            <Icon name="warn" />
            {t('calls.problems', { count: problems.length })}
          </span>
        )}
        {detail?.endpoint && problems.length === 0 && (
          <span className="v ok">
            <Icon name="check" />
            {t('calls.fits')}
          </span>
        )}
      </h3>
      {problems.length > 0 && (
        <ul className="problems" data-testid="call-problems">
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.rule}`} data-rule={problem.rule}>
              <span className={`v ${problem.rule === 'unknown' ? 'warn' : 'bad'}`}>
                <Icon name={problem.rule === 'unknown' ? 'warn' : 'close'} />
              </span>
              {pick(problem.text)}
            </li>
          ))}
        </ul>
      )}
      {Object.keys(call.query).length > 0 && <KeyValues values={call.query} />}
      {call.requestBody !== '' && <Code text={toPretty(call.requestBody)} />}
    </section>
  )
}

/** JSON on lines of its own; anything else as it came. Big numbers must keep their digits, so text with any stays. */
function toPretty(text: string): string {
  if (!/^\s*[{[]/.test(text) || /[:[,]\s*-?\d{16,}/.test(text)) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function curlOf(call: Call): string {
  const query = new URLSearchParams(call.query).toString()
  const url = `${location.origin}${call.path}${query === '' ? '' : `?${query}`}`
  const isJson = /^\s*[{[]/.test(call.requestBody)
  const headers: { [name: string]: string } = isJson ? { 'Content-Type': 'application/json' } : {}
  return toCurl({ method: call.method, url, headers, body: call.requestBody })
}
