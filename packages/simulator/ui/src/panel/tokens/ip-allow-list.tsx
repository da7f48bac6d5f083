import { type FormEvent, useState } from 'react'
import type { Account } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'

/** IP白名单: addresses outside get 40164. The mistakes of an entry are said beside it. */
export function IpAllowList({ account: { appid, ipAllowList } }: { account: Account }) {
  const t = useT()
  const [entry, setEntry] = useState('')
  const [problem, setProblem] = useState('')

  async function save(list: readonly string[]): Promise<void> {
    try {
      await api.patchAccount(appid, { ipAllowList: [...list] })
      setProblem('')
      setEntry('')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  function add(event: FormEvent): void {
    event.preventDefault()
    const text = entry.trim()
    if (text !== '' && !ipAllowList.includes(text)) void save([...ipAllowList, text])
  }

  return (
    <Block
      title={t('ip.title')}
      hint={ipAllowList.length > 0 ? String(ipAllowList.length) : ''}
      testId="ip-list"
    >
      <div className="in">
        {ipAllowList.length === 0 && <p className="hint">{t('ip.empty')}</p>}
        {ipAllowList.length > 0 && (
          <ul className="inrow">
            {ipAllowList.map((address) => (
              <li key={address} className="tag acc">
                <span className="mono">{address}</span>
                <button
                  type="button"
                  aria-label={t('ip.remove', { address })}
                  title={t('ip.remove', { address })}
                  onClick={() => void save(ipAllowList.filter((other) => other !== address))}
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <form className="inrow" onSubmit={add}>
          <input
            className="inp mono grow"
            data-testid="ip-entry"
            aria-label={t('ip.entry')}
            placeholder="203.0.113.0/24"
            value={entry}
            onChange={({ target }) => setEntry(target.value)}
          />
          <button type="submit" className="btn" data-testid="ip-add">
            {t('add')}
          </button>
        </form>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <p className="hint">{t('ip.hint')}</p>
      </div>
    </Block>
  )
}
