import { useT } from '../../i18n/use-t.ts'
import { Block, Broken, Waiting } from '../../parts/block.tsx'
import { useStore } from '../../parts/store.ts'
import { RecordBlock } from './record-block.tsx'
import { replays } from './replays.ts'
import { TranscriptDetail } from './transcript-detail.tsx'
import { TranscriptRows } from './transcript-list.tsx'
import { useTranscripts } from './use-transcripts.ts'

/** 记录: conversations with their answers, told again after every change. */
export function TranscriptsTab() {
  const t = useT()
  const { value: list, error, reload } = useTranscripts()
  const wanted = useStore(replays, ({ selected }) => selected)
  const found = list?.transcripts.find(({ name }) => name === wanted) ?? list?.transcripts[0]

  if (error || !list)
    return (
      <div className="pad">
        <Block title={t('transcripts.kept')}>
          {error ? <Broken error={error} onRetry={reload} /> : <Waiting />}
        </Block>
      </div>
    )
  return (
    <div className="pad told">
      <div className="col">
        <RecordBlock list={list} onChange={reload} />
        <TranscriptRows transcripts={list.transcripts} selected={found?.name} onChange={reload} />
      </div>
      {found && (
        <div className="col">
          <TranscriptDetail key={found.name} summary={found} onChange={reload} />
        </div>
      )}
    </div>
  )
}
