import type { ReplayLine, StepReport, TranscriptStep } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { toDuration } from '../../parts/time.ts'
import { answerLine, gestureLine } from './words.ts'

/** One step: what is expected, and after a replay what came instead. */
export function Step({
  step,
  report,
  number,
  onIgnore,
}: {
  step: TranscriptStep
  report: StepReport | undefined
  number: number
  onIgnore: (ignore: boolean) => void
}) {
  const t = useT()
  const isIgnored = step.ignore === true
  const look = report ? { passed: '', failed: 'bad', ignored: 'idle' }[report.state] : 'idle'
  const toggle = isIgnored ? t('transcripts.compare') : t('transcripts.ignore')
  return (
    <li className={look} data-testid={`step-${number}`} data-state={report?.state ?? 'told'}>
      <span className="m">
        {!report || report.state === 'ignored' ? (
          number
        ) : (
          <Icon name={report.state === 'failed' ? 'close' : 'check'} />
        )}
      </span>
      <span className="did">
        {step.after !== undefined && (
          <span className="hint">{t('transcripts.after', { time: toDuration(step.after * 1000) })} </span>
        )}
        <bdi>{step.fan}</bdi> <span className="act">{gestureLine(step.action, t)}</span>
      </span>
      <span className="t">
        <button
          type="button"
          className="lk"
          data-testid={`step-ignore-${number}`}
          aria-pressed={isIgnored}
          onClick={() => onIgnore(!isIgnored)}
        >
          {toggle}
        </button>
        {report && <span>{report.durationMs} ms</span>}
      </span>
      <div className="more">
        {report?.problem != null && <p className="problem">{report.problem}</p>}
        {report?.state === 'failed' ? (
          <Diff lines={report.lines} actor={step.fan} />
        ) : (
          <Expected step={step} isIgnored={isIgnored} />
        )}
      </div>
    </li>
  )
}

function Expected({ step, isIgnored }: { step: TranscriptStep; isIgnored: boolean }) {
  const t = useT()
  if (isIgnored || step.expect === undefined) return <p>{t('transcripts.any')}</p>
  if (step.expect.length === 0) return <p>{t('transcripts.silence')}</p>
  return step.expect.map((message, index) => (
    <p key={index}>
      {answerLine(message, t)}
      <On to={message.to} actor={step.fan} />
    </p>
  ))
}

/** Red: recorded and gone. Green: what came this time. */
function Diff({ lines, actor }: { lines: readonly ReplayLine[]; actor: string }) {
  const t = useT()
  if (lines.length === 0) return null
  return (
    <pre className="code diff" data-testid="diff">
      {lines.map(({ to, state, expected, got }, index) => (
        <span key={index}>
          {state === 'same' && got && (
            <span className="same">
              {'  '}
              {answerLine(got, t)}
              <On to={to} actor={actor} />
            </span>
          )}
          {state !== 'same' && expected && (
            <span className="del">
              <span aria-label={t('transcripts.expected')}>- </span>
              {answerLine(expected, t)}
              <On to={to} actor={actor} />
            </span>
          )}
          {state !== 'same' && got && (
            <span className="add">
              <span aria-label={t('transcripts.got')}>+ </span>
              {answerLine(got, t)}
              <On to={to} actor={actor} />
            </span>
          )}
        </span>
      ))}
    </pre>
  )
}

function On({ to, actor }: { to: string | undefined; actor: string }) {
  const t = useT()
  return to === undefined || to === actor ? null : (
    <span className="hint"> · {t('transcripts.on', { name: to })}</span>
  )
}
