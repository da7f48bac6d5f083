import { useRef } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../parts/icon.tsx'
import { Seg } from '../../parts/seg.tsx'
import { useView, useWindow } from '../../view/window.ts'

export type Filter = 'all' | 'failed' | 'pinned'

export function LogToolbar({
  search,
  hint,
  label,
  onSearch,
  filter,
  onFilter,
  failed,
  pinned,
}: {
  search: string
  /** What can be searched. */
  hint: string
  label: string
  onSearch: (text: string) => void
  filter: Filter
  onFilter: (filter: Filter) => void
  failed: number
  /** The choice appears with the first one. */
  pinned: number
}) {
  const t = useT()
  const { set } = useWindow()
  const held = useView((view) => view.held)
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className="toolbar">
      <label className="find">
        <Icon name="search" />
        <input
          ref={field}
          data-search
          data-testid="search"
          value={search}
          placeholder={hint}
          aria-label={label}
          onChange={({ target }) => onSearch(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            if (search === '') field.current?.blur()
            onSearch('')
          }}
        />
        <kbd>/</kbd>
      </label>
      <Seg
        label={t('filter')}
        value={filter}
        options={[
          { value: 'all', text: t('all'), testId: 'filter-all' },
          {
            value: 'failed',
            text: failed > 0 ? t('failedCount', { count: failed }) : t('failed'),
            testId: 'filter-failed',
          },
          ...(pinned > 0 || filter === 'pinned'
            ? [
                {
                  value: 'pinned' as const,
                  text: t('pin.count', { count: pinned }),
                  testId: 'filter-pinned',
                },
              ]
            : []),
        ]}
        onPick={onFilter}
      />
      <button
        type="button"
        className="icobtn"
        data-testid="hold"
        aria-pressed={held}
        aria-label={t(held ? 'goOn' : 'hold')}
        title={`${t(held ? 'goOn' : 'hold')} (P)`}
        onClick={() => set({ held: !held })}
      >
        <Icon name={held ? 'play' : 'pause'} />
      </button>
    </div>
  )
}
