import { useCallback, useState } from 'react'
import type { PushRow as Row } from '../../../src/control/types.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { EmptyLog } from './empty-log.tsx'
import { Scale } from './lane.tsx'
import { isFailed } from './outcome.ts'
import { PushDetail } from './push-detail.tsx'
import { PushRow } from './push-row.tsx'
import { LogPane, type LogWords } from './rows/log-pane.tsx'
import type { RowPlace } from './rows/row-list.tsx'
import { StatusLine } from './status-line.tsx'
import { useFoundPushes } from './use-found-pushes.ts'

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
  const all = useSim((state) => state.pushes)
  const more = useSim((state) => state.morePushes)
  const selected = useView((view) => view.selectedPush)
  const [text, setText] = useState('')
  const found = useFoundPushes(text)
  const matches = useCallback(
    (row: Row, wanted: string) => found.has(row.id) || isMatch(row, wanted),
    [found],
  )
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
      onSearch={setText}
      empty={<EmptyLog />}
      scale={<Scale marks={[0, 2.5, 5]} />}
      foot={<StatusLine pushes={all} />}
      row={toRow}
      detail={toDetail}
    />
  )
}

function toRow(push: Row, place: RowPlace) {
  return <PushRow key={push.id} push={push} {...place} />
}

function toDetail(push: Row | undefined, follows: boolean) {
  return <PushDetail row={push} follows={follows} />
}

/** What a row itself can tell; the simulator looks into what was sent. */
function isMatch({ id, summary, nickname, openid, MsgId, kind }: Row, text: string): boolean {
  return (
    `#${id}`.includes(text) ||
    [summary, nickname, openid, kind, MsgId ?? ''].some((field) => field.toLowerCase().includes(text))
  )
}
