import { useCallback } from 'react'
import type { Call } from '../../../../src/control/types.ts'
import { useSim, useView, useWindow } from '../../view/window.ts'
import { LogPane, type LogWords } from '../rows/log-pane.tsx'
import type { RowPlace } from '../rows/row-list.tsx'
import { CallDetailPane } from './call-detail.tsx'
import { CallRow } from './call-row.tsx'
import { EmptyCalls } from './empty-calls.tsx'
import { isFailed } from './outcome.ts'
import { useEndpoints } from './use-endpoints.ts'

const WORDS: LogWords = {
  searchHint: 'calls.searchHint',
  search: 'calls.search',
  list: 'calls.log',
  head: 'calls.listHead',
  headMore: 'calls.listMore',
  new: 'calls.new',
  noneFound: 'calls.noneFound',
}

/** What the account's programs called, and beside the list the selected call. */
export function CallLog() {
  const { sim, set } = useWindow()
  const all = useSim((state) => state.calls)
  const more = useSim((state) => state.moreCalls)
  const selected = useView((view) => view.selectedCall)
  const endpoints = useEndpoints()
  const matches = useCallback(
    (call: Call, text: string) => {
      const title = endpoints.get(call.endpoint ?? '')?.title
      return isMatch(call, text, title ? `${title.zh} ${title.en}` : '')
    },
    [endpoints],
  )
  return (
    <LogPane
      className="calls"
      all={all}
      more={more}
      onMore={sim.loadMoreCalls}
      words={WORDS}
      isFailed={isFailed}
      matches={matches}
      selected={selected}
      onSelect={(id) => set({ selectedCall: id })}
      empty={<EmptyCalls />}
      row={toRow}
      detail={toDetail}
    />
  )
}

function toRow(call: Call, place: RowPlace) {
  return <CallRow key={call.id} call={call} {...place} />
}

function toDetail(call: Call | undefined) {
  return <CallDetailPane call={call} />
}

function isMatch(call: Call, text: string, title: string): boolean {
  const { id, method, path, endpoint, errcode, rid, clientIp, requestBody, responseBody } = call
  return (
    String(errcode) === text ||
    `#${id}`.includes(text) ||
    [method, path, title, clientIp, requestBody, responseBody, endpoint ?? '', rid ?? ''].some((field) =>
      field.toLowerCase().includes(text),
    )
  )
}
