import { memo } from 'react'
import type { Call } from '../../../../src/control/types.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { toClock, toDuration } from '../../parts/time.ts'
import { useWindow } from '../../view/window.ts'
import type { RowPlace } from '../rows/row-list.tsx'
import { ROW } from '../rows/use-rows-in-view.ts'
import { isFailed, toResult } from './outcome.ts'
import { useEndpoints } from './use-endpoints.ts'

/** One line of the call log: what was called, how, and what came of it. */
export const CallRow = memo(function CallRow({ call, position, total, selected }: RowPlace & { call: Call }) {
  const t = useT()
  const pick = usePick()
  const { set } = useWindow()
  const endpoint = useEndpoints().get(call.endpoint ?? '')
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
