import { memo } from 'react'
import type { PushRow as Row } from '../../../src/control/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { toClock, toDuration } from '../parts/time.ts'
import { useSim, useView, useWindow } from '../view/window.ts'
import { Lane } from './lane.tsx'
import { attemptWord, toKind, toOutcome } from './outcome.ts'
import { ROW } from './rows/use-rows-in-view.ts'
import { useWaited } from './use-waited.ts'

/** One line of the log: who said what, how it ended, and the attempts on the common scale. */
export const PushRow = memo(function PushRow({
  push,
  position,
  total,
  selected,
}: {
  push: Row
  position: number
  total: number
  selected: boolean
}) {
  const t = useT()
  const { set } = useWindow()
  const language = useView((view) => view.language)
  const picture = useSim((state) => state.fans.find((fan) => fan.openid === push.openid)?.headimgurl)
  const waited = useWaited(push)
  const outcome = toOutcome(push, waited, t, language)
  return (
    <div
      className="row"
      role="option"
      tabIndex={selected ? 0 : -1}
      style={{ top: (position - 1) * ROW }}
      data-testid={`push-${push.id}`}
      data-row={push.id}
      data-outcome={push.outcome ?? 'waiting'}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={position}
      onClick={() => set({ selectedPush: push.id })}
    >
      <div>
        <div className="l1">
          <span className="seq">#{push.id}</span>
          <span className="kind">{toKind(push.kind, t)}</span>
          {push.replayOf !== undefined && <span className="again">↻ #{push.replayOf}</span>}
          {push.pinned && (
            <span className="again" title={t('pin.pinned')}>
              <Icon name="pin" />
            </span>
          )}
          <b title={push.summary}>
            <bdi>{push.summary}</bdi>
          </b>
        </div>
        <div className="l2">
          <Avatar name={push.nickname} {...(picture ? { picture } : {})} />
          <bdi className="nick">{push.nickname}</bdi>
          <time>{toClock(push.at)}</time>
          <span className={`out ${outcome.tone}`}>{outcome.text}</span>
        </div>
      </div>
      <span className="sr">
        {t('attemptTwin', {
          count: push.attempts.length,
          list: push.attempts
            .map(
              (attempt) => `${attemptWord(attempt, t, language)} ${toDuration(attempt.durationMs ?? waited)}`,
            )
            .join(', '),
        })}
      </span>
      <Lane attempts={push.attempts} waitedMs={waited} />
    </div>
  )
})
