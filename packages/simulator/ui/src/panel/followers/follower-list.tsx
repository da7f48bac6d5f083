import { type ReactNode, useRef } from 'react'
import type { Fan } from '../../../../src/control/types.ts'
import { useT } from '../../i18n/use-t.ts'
import { Broken } from '../../parts/block.tsx'
import { LogSkeleton, NoneFound } from '../empty-log.tsx'
import type { FollowerState } from '../../api/followers-api.ts'
import { ROW, useRowsInView } from '../rows/use-rows-in-view.ts'
import { FollowerRow } from './follower-row.tsx'
import { PAGE, useFollowers } from './use-followers.ts'

/** More rows than a browser can give a height to; a search finds the others. */
const MOST_ROWS = 500_000

/** Everybody, however many: only the pages on screen are read. */
export function FollowerList({
  appid,
  text,
  state,
  onShowAll,
}: {
  appid: string
  text: string
  state: FollowerState
  onShowAll: () => void
}) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const { first, last } = useRowsInView(list, MOST_ROWS)
  const firstPage = Math.floor(first / PAGE)
  const lastPage = Math.max(firstPage, Math.floor(last / PAGE))
  const { followers, error, reload } = useFollowers({ appid, text, state }, firstPage, lastPage)
  const found = followers?.found ?? 0
  const rows = Math.min(found, MOST_ROWS)
  const personAt = (index: number): Fan | undefined =>
    followers?.pages.get(Math.floor(index / PAGE))?.[index % PAGE]

  const drawn: ReactNode[] = []
  for (let index = first; index <= Math.min(last, rows - 1); index += 1) {
    const fan = personAt(index)
    drawn.push(
      <FollowerRow key={fan?.openid ?? index} fan={fan} index={index} total={found} tags={followers?.tags} />,
    )
  }

  return (
    <>
      <div className="lanehead">
        <span className="num" data-testid="follower-count" role="status">
          {followers &&
            t(found === followers.total ? 'followers.total' : 'followers.found', {
              found: found.toLocaleString('en'),
              total: followers.total.toLocaleString('en'),
            })}
        </span>
      </div>
      {error && <Broken error={error} onRetry={reload} />}
      {!error && !followers && <LogSkeleton />}
      {followers && found === 0 && <NoneFound title={t('followers.none')} onShowAll={onShowAll} />}
      <div className="listbox" hidden={found === 0}>
        <div ref={list} className="list" data-testid="follower-list" tabIndex={-1}>
          <ul className="rows" aria-label={t('tab.followers')} style={{ height: rows * ROW }}>
            {drawn}
          </ul>
        </div>
      </div>
    </>
  )
}
