import { useDeferredValue, useState } from 'react'
import type { FollowerState } from '../../api/followers-api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { useAccount } from '../../view/use-shown.ts'
import { LogSkeleton } from '../empty-log.tsx'
import { FollowerList } from './follower-list.tsx'
import { GeneratorBlock } from './generator-block.tsx'
import { ScriptBlock } from './script-block.tsx'

const STATES: readonly FollowerState[] = ['all', 'following', 'left', 'odd']

/** 粉丝: everybody of the account, and beside them what makes more of them and what tells them what to do. */
export function FollowersTab() {
  const t = useT()
  const account = useAccount()
  const [search, setSearch] = useState('')
  const [state, setState] = useState<FollowerState>('all')
  const text = useDeferredValue(search.trim())

  return (
    <>
      <div className="listpane followers" data-area="list">
        <div className="toolbar">
          <label className="find">
            <Icon name="search" />
            <input
              data-search
              data-testid="search"
              value={search}
              placeholder={t('followers.searchHint')}
              aria-label={t('followers.search')}
              onChange={({ target }) => setSearch(target.value)}
              onKeyDown={({ key }) => key === 'Escape' && setSearch('')}
            />
            <kbd>/</kbd>
          </label>
          <select
            className="inp"
            data-testid="follower-state"
            aria-label={t('filter')}
            value={state}
            onChange={({ target }) => setState(STATES.find((one) => one === target.value) ?? 'all')}
          >
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t(`followers.state.${one}`)}
              </option>
            ))}
          </select>
        </div>
        {account ? (
          <FollowerList
            key={`${account.appid} ${state} ${text}`}
            appid={account.appid}
            text={text}
            state={state}
            onShowAll={() => {
              setSearch('')
              setState('all')
            }}
          />
        ) : (
          <LogSkeleton />
        )}
      </div>
      <div className="tabpage" data-area="detail">
        {account && (
          <div className="pad wide">
            <GeneratorBlock appid={account.appid} />
            <ScriptBlock appid={account.appid} />
          </div>
        )}
      </div>
    </>
  )
}
