import { type FormEvent, useState } from 'react'
import type { TranscriptList } from '../../../../src/control/types.ts'
import { transcriptsApi } from '../../api/transcripts-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { toDateClock } from '../../parts/time.ts'
import { useChange } from '../../view/use-change.ts'
import { useView } from '../../view/window.ts'
import { dropReport, select } from './replays.ts'

/** 录制: from now on, or everything that is still known. */
export function RecordBlock({ list, onChange }: { list: TranscriptList; onChange: () => void }) {
  const t = useT()
  const change = useChange()
  const language = useView((view) => view.language)
  const [name, setName] = useState('')
  const { recording, transcripts } = list

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const given = name.trim() || t('transcripts.unnamed', { n: transcripts.length + 1 })
    const isDone = await change(
      () => transcriptsApi.make({ name: given }),
      t('transcripts.saved', { name: given }),
    )
    if (!isDone) return
    setName('')
    dropReport(given)
    select(given)
    onChange()
  }

  const apply = (what: () => Promise<unknown>) => void change(what).then(onChange)

  return (
    <Block
      title={t('transcripts.record')}
      testId="record"
      side={
        recording ? (
          <button
            type="button"
            className="btn s"
            data-testid="record-stop"
            onClick={() => apply(transcriptsApi.stop)}
          >
            {t('transcripts.stop')}
          </button>
        ) : (
          <button
            type="button"
            className="btn s"
            data-testid="record-start"
            onClick={() => apply(transcriptsApi.record)}
          >
            <span className="dot-rec" aria-hidden="true" />
            <span>{t('transcripts.start')}</span>
          </button>
        )
      }
    >
      <form className="in" onSubmit={(event) => void save(event)}>
        <p className="hint" role="status">
          {recording && <span className="dot-rec" aria-hidden="true" />}
          {recording
            ? t('transcripts.since', { time: toDateClock(recording.at, language) })
            : t('transcripts.recordHint')}
        </p>
        <div className="inrow">
          <input
            className="inp grow"
            data-testid="record-name"
            aria-label={t('transcripts.name')}
            placeholder={t('transcripts.name')}
            maxLength={60}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <button type="submit" className="btn main" data-testid="record-save">
            <Icon name="plus" />
            <span>{recording ? t('transcripts.save') : t('transcripts.saveAll')}</span>
          </button>
        </div>
      </form>
    </Block>
  )
}
