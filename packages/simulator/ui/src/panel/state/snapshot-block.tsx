import { type FormEvent, useState } from 'react'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useStore } from '../../parts/store.ts'
import { toDateClock } from '../../parts/time.ts'
import { useChange } from '../../view/use-change.ts'
import { useView } from '../../view/window.ts'
import { dropSnapshot, keepSnapshot, type Snapshot, snapshots, toSize } from './snapshots.ts'

export function SnapshotBlock({
  isBusy,
  onRestore,
}: {
  isBusy: boolean
  onRestore: (snapshot: Snapshot, isAccountAlone: boolean) => Promise<void>
}) {
  const t = useT()
  const change = useChange()
  const language = useView((view) => view.language)
  const list = useStore(snapshots, (all) => all)
  const [name, setName] = useState('')
  const [isAccountAlone, setAccountAlone] = useState(false)

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const given = name.trim() || t('state.unnamed', { n: list.length + 1 })
    if (await change(async () => keepSnapshot(given, await api.state()), t('state.saved', { name: given })))
      setName('')
  }

  return (
    <Block title={t('state.snapshots')} hint={list.length > 0 ? String(list.length) : ''} testId="snapshots">
      <form className="in inrow" onSubmit={(event) => void save(event)}>
        <input
          className="inp grow"
          data-testid="snapshot-name"
          aria-label={t('state.name')}
          placeholder={t('state.name')}
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" className="btn main" data-testid="snapshot-save">
          <Icon name="plus" />
          <span>{t('state.save')}</span>
        </button>
        {list.length > 0 && (
          <label className="check" title={t('state.oneHint')}>
            <input
              type="checkbox"
              data-testid="restore-one"
              checked={isAccountAlone}
              onChange={({ target }) => setAccountAlone(target.checked)}
            />
            <span>{t('state.restoreOne')}</span>
          </label>
        )}
      </form>
      {list.length === 0 && (
        <div className="in">
          <p className="hint">{t('state.none')}</p>
        </div>
      )}
      {list.length > 0 && (
        <ul className="faults">
          {list.map((snapshot) => (
            <li key={snapshot.id} data-testid={`snapshot-${snapshot.id}`}>
              <div className="what">
                <b>
                  <bdi>{snapshot.name}</bdi>
                </b>
                <span className="hint num">
                  {toDateClock(snapshot.at, language)} · {toSize(snapshot.bytes)}
                </span>
              </div>
              <span className="tools">
                <button
                  type="button"
                  className="btn s"
                  data-testid={`snapshot-restore-${snapshot.id}`}
                  disabled={isBusy}
                  onClick={() => void onRestore(snapshot, isAccountAlone)}
                >
                  {t('state.restore')}
                </button>
                <button
                  type="button"
                  className="icobtn"
                  aria-label={t('state.drop', { name: snapshot.name })}
                  title={t('state.drop', { name: snapshot.name })}
                  onClick={() => dropSnapshot(snapshot.id)}
                >
                  <Icon name="trash" />
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Block>
  )
}
