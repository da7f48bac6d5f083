import { useDeferredValue, useMemo } from 'react'
import type { Push } from '../../../src/control/types.ts'
import { useAccount } from '../view/use-shown.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { EmptyLog } from './empty-log.tsx'
import { Scale } from './lane.tsx'
import { PushDetail } from './push-detail.tsx'
import { PushRow } from './push-row.tsx'
import { LogPane, type LogWords } from './rows/log-pane.tsx'
import type { RowPlace } from './rows/row-list.tsx'
import { StatusLine } from './status-line.tsx'

const WORDS: LogWords = {
  searchHint: 'searchHint',
  search: 'searchPushes',
  list: 'pushLog',
  head: 'listHead',
  headMore: 'listMore',
  new: 'newPushes',
  noneFound: 'noneFound',
}

/** The list of pushes and, beside it, the selected one. */
export function PushLog() {
  const { sim, set } = useWindow()
  const appid = useAccount()?.appid
  const loaded = useSim((state) => state.pushes)
  const more = useSim((state) => state.morePushes)
  const selected = useView((view) => view.selectedPush)
  const all = useMemo(() => loaded?.filter((push) => push.appid === appid) ?? null, [loaded, appid])
  // Of 50,000 pushes the figures may come a moment later than the rows.
  const measured = useDeferredValue(all)
  return (
    <LogPane
      all={all}
      more={more}
      onMore={sim.loadMorePushes}
      words={WORDS}
      isFailed={isFailed}
      matches={matches}
      selected={selected}
      onSelect={(id) => set({ selectedPush: id })}
      empty={<EmptyLog />}
      scale={<Scale marks={[0, 2.5, 5]} />}
      foot={<StatusLine pushes={measured ?? []} />}
      row={toRow}
      detail={toDetail}
    />
  )
}

function toRow(push: Push, place: RowPlace) {
  return <PushRow key={push.id} push={push} {...place} />
}

function toDetail(push: Push | undefined) {
  return <PushDetail push={push} />
}

function isFailed({ outcome }: Push): boolean {
  return outcome === 'failed'
}

function matches({ id, summary, nickname, openid, MsgId, kind, plainBody }: Push, text: string): boolean {
  return (
    `#${id}`.includes(text) ||
    [summary, nickname, openid, kind, plainBody, MsgId ?? ''].some((field) =>
      field.toLowerCase().includes(text),
    )
  )
}
