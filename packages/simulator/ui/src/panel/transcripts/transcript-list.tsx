import { useRef } from 'react'
import type { TranscriptSummary } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useStore } from '../../parts/store.ts'
import { useWindow } from '../../view/window.ts'
import { uploadFile } from './files.ts'
import { dropReport, failedIn, isReplaying, replays, select } from './replays.ts'

export function TranscriptRows({
  transcripts,
  selected,
  onChange,
}: {
  transcripts: readonly TranscriptSummary[]
  selected: string | undefined
  onChange: () => void
}) {
  const t = useT()
  const { toast } = useWindow()
  const chooser = useRef<HTMLInputElement>(null)

  async function upload(files: FileList | null): Promise<void> {
    let count = 0
    for (const file of files ?? []) {
      try {
        const { name } = await uploadFile(file)
        dropReport(name)
        select(name)
        count += 1
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        toast(t('transcripts.noFile', { name: file.name, problem }), 'bad')
      }
    }
    if (count > 0) toast(t('transcripts.uploaded', { count }))
    if (chooser.current) chooser.current.value = ''
    onChange()
  }

  return (
    <Block
      title={t('transcripts.kept')}
      hint={transcripts.length > 0 ? String(transcripts.length) : ''}
      testId="transcripts"
      side={
        <button type="button" className="btn s" onClick={() => chooser.current?.click()}>
          <Icon name="upload" />
          <span>{t('transcripts.upload')}</span>
        </button>
      }
    >
      <input
        ref={chooser}
        hidden
        multiple
        type="file"
        data-testid="transcript-upload"
        onChange={({ target }) => void upload(target.files)}
      />
      {transcripts.length === 0 ? (
        <div className="empty">
          <h4>{t('transcripts.emptyTitle')}</h4>
          <p>{t('transcripts.emptyText')}</p>
        </div>
      ) : (
        <ul className="faults transcripts">
          {transcripts.map((transcript) => (
            <Row key={transcript.name} transcript={transcript} isSelected={transcript.name === selected} />
          ))}
        </ul>
      )}
      <div className="in">
        <p className="hint">{t('transcripts.uploadHint')}</p>
      </div>
    </Block>
  )
}

function Row({ transcript, isSelected }: { transcript: TranscriptSummary; isSelected: boolean }) {
  const t = useT()
  const { name, fans, steps, replay } = transcript
  const report = useStore(replays, ({ reports }) => reports[name])
  return (
    <li>
      <button
        type="button"
        className="story"
        data-testid={`transcript-${name}`}
        aria-pressed={isSelected}
        onClick={() => select(name)}
      >
        <span className="what">
          <b>
            <bdi>{name}</bdi>
          </b>
          <span className="hint">
            {t('transcripts.steps', { count: steps })} · {fans.slice(0, 3).join('、')}
            {fans.length > 3 && '…'}
          </span>
        </span>
        {replay && isReplaying(transcript, report) && (
          <span className="tag">{t('transcripts.running', replay)}</span>
        )}
        {report && report !== 'running' && (
          <span className={report.passed ? 'tag ok' : 'tag bad'}>
            {report.passed ? t('transcripts.passed') : t('transcripts.failed', { count: failedIn(report) })}
          </span>
        )}
      </button>
    </li>
  )
}
