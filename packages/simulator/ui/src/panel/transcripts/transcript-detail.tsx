import { useState } from 'react'
import type { ReplayReport, Transcript, TranscriptSummary } from '../../../../src/control/types.ts'
import { transcriptsApi } from '../../api/transcripts-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useStore } from '../../parts/store.ts'
import { useLoaded } from '../../parts/use-loaded.ts'
import { useChange } from '../../view/use-change.ts'
import { saveFile } from './files.ts'
import { dropReport, failedIn, isReplaying, replays, select, startReplay } from './replays.ts'
import { Step } from './step.tsx'

/** One transcript with its steps; after a replay, what differed. */
export function TranscriptDetail({
  summary,
  onChange,
}: {
  summary: TranscriptSummary
  onChange: () => void
}) {
  const t = useT()
  const change = useChange()
  const { name } = summary
  const { value: transcript, error, reload } = useLoaded(transcriptsApi.one, name)
  const known = useStore(replays, ({ reports }) => reports[name])
  const report = known === 'running' ? undefined : known
  const isRunning = isReplaying(summary, known)

  const put = (changed: Transcript, done?: string) =>
    change(async () => {
      await transcriptsApi.put(changed)
      dropReport(name)
      reload()
      onChange()
    }, done)

  return (
    <Block
      title={name}
      hint={t('transcripts.steps', { count: summary.steps })}
      testId="transcript"
      side={<Outcome summary={summary} report={report} isRunning={isRunning} />}
    >
      <Actions
        isRunning={isRunning}
        report={report}
        onReplay={(clock) => void change(() => startReplay(name, clock))}
        onAccept={() => report && void put(report.accepted, t('transcripts.accepted'))}
        onDownload={() => transcript && saveFile(`${name}.json`, transcript)}
        onDrop={() =>
          void change(async () => {
            await transcriptsApi.drop(name)
            dropReport(name)
            select(null)
            onChange()
          })
        }
      />
      {error && <Broken error={error} onRetry={reload} />}
      {!error && !transcript && <Waiting />}
      {transcript && (
        <div className="in">
          <ol className="steps" data-testid="steps">
            {transcript.steps.map((step, index) => (
              <Step
                key={index}
                step={step}
                number={index + 1}
                report={report?.steps[index]}
                onIgnore={(ignore) => {
                  const { ignore: _, ...compared } = step
                  const changed = ignore ? { ...compared, ignore } : compared
                  void put({ ...transcript, steps: transcript.steps.with(index, changed) })
                }}
              />
            ))}
          </ol>
        </div>
      )}
    </Block>
  )
}

function Outcome({
  summary,
  report,
  isRunning,
}: {
  summary: TranscriptSummary
  report: ReplayReport | undefined
  isRunning: boolean
}) {
  const t = useT()
  if (isRunning) {
    const { done, of } = summary.replay ?? { done: 0, of: summary.steps }
    return (
      <span className="tag" role="status">
        {t('transcripts.running', { done, of })}
      </span>
    )
  }
  if (!report) return null
  return (
    <span className={report.passed ? 'tag ok' : 'tag bad'} role="status" data-testid="replay-outcome">
      {report.passed ? t('transcripts.passed') : t('transcripts.failed', { count: failedIn(report) })}
    </span>
  )
}

function Actions({
  isRunning,
  report,
  onReplay,
  onAccept,
  onDownload,
  onDrop,
}: {
  isRunning: boolean
  report: ReplayReport | undefined
  onReplay: (clock: boolean) => void
  onAccept: () => void
  onDownload: () => void
  onDrop: () => void
}) {
  const t = useT()
  const [clock, setClock] = useState(false)
  return (
    <div className="in inrow">
      <button
        type="button"
        className="btn s main"
        data-testid="transcript-replay"
        disabled={isRunning}
        onClick={() => onReplay(clock)}
      >
        <Icon name="replay" />
        <span>{report ? t('transcripts.again') : t('transcripts.replay')}</span>
      </button>
      {report && !report.passed && (
        <button type="button" className="btn s" data-testid="transcript-accept" onClick={onAccept}>
          {t('transcripts.accept')}
        </button>
      )}
      <label className="check" title={t('transcripts.clockHint')}>
        <input type="checkbox" checked={clock} onChange={({ target }) => setClock(target.checked)} />
        <span>{t('transcripts.clock')}</span>
      </label>
      <span className="grow" />
      <button
        type="button"
        className="icobtn"
        data-testid="transcript-download"
        aria-label={t('transcripts.download')}
        title={t('transcripts.download')}
        onClick={onDownload}
      >
        <Icon name="download" />
      </button>
      <button
        type="button"
        className="icobtn"
        data-testid="transcript-drop"
        aria-label={t('transcripts.drop')}
        title={t('transcripts.drop')}
        onClick={onDrop}
      >
        <Icon name="trash" />
      </button>
    </div>
  )
}
