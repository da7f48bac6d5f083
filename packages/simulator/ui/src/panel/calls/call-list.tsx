import { memo, useCallback } from 'react'
import type { Call, EndpointInfo } from '../../../../src/control/types.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { toClock, toDuration } from '../../parts/time.ts'
import { useSim, useWindow } from '../../view/window.ts'
import { RowList, type RowPlace } from '../rows/row-list.tsx'
import { ROW } from '../rows/use-rows-in-view.ts'
import { isFailed, toResult } from './outcome.ts'
import { useEndpoints } from './use-endpoints.ts'

export function CallList({
  rows,
  narrowed,
  fresh,
  shownId,
}: {
  rows: readonly Call[]
  narrowed: boolean
  fresh: number
  shownId: number | null
}) {
  const t = useT()
  const { sim, set, fail } = useWindow()
  const endpoints = useEndpoints()
  const more = useSim((state) => state.moreCalls)
  const loadMore = useCallback(() => {
    sim.loadMoreCalls().catch(fail)
  }, [sim, fail])
  return (
    <RowList
      rows={rows}
      label={t('calls.log')}
      head={
        <span>
          {t(narrowed ? 'listFound' : more ? 'calls.listMore' : 'calls.listHead', { count: rows.length })}
        </span>
      }
      shownId={shownId}
      fresh={fresh}
      newText={(count) => t('calls.new', { count })}
      onSelect={(id) => set({ selectedCall: id })}
      onNearEnd={loadMore}
      onShowNew={() => set({ held: false })}
    >
      {(call, place) => (
        <CallRow key={call.id} call={call} endpoint={endpoints.get(call.endpoint ?? '')} {...place} />
      )}
    </RowList>
  )
}

const CallRow = memo(function CallRow({
  call,
  endpoint,
  position,
  total,
  selected,
}: RowPlace & { call: Call; endpoint: EndpointInfo | undefined }) {
  const t = useT()
  const pick = usePick()
  const { set } = useWindow()
  const failed = isFailed(call)
  const title = endpoint ? pick(endpoint.title) : t('calls.unknown')
  return (
    <div
      className="row"
      role="option"
      tabIndex={selected ? 0 : -1}
      style={{ top: (position - 1) * ROW }}
      data-testid={`call-${call.id}`}
      data-row={call.id}
      data-errcode={call.errcode}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={position}
      onClick={() => set({ selectedCall: call.id })}
    >
      <div>
        <div className="l1">
          <span className="seq">{call.id}</span>
          <b title={title}>{title}</b>
        </div>
        <div className="l2">
          <span className="meth">{call.method}</span>
          <span className="mono path" title={call.path}>
            {call.path}
          </span>
        </div>
      </div>
      <div className="ends num">
        <span>
          <b className={`out ${failed ? 'bad' : 'ok'}`}>{toResult(call)}</b>
        </span>
        <span className="hint">
          {toDuration(call.durationMs)} · <time>{toClock(call.at)}</time>
        </span>
      </div>
    </div>
  )
})
