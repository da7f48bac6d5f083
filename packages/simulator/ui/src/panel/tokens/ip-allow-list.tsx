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
        <p className="opt">
          <span className="hint">{t('ip.hint')}</span>
          <button
            type="button"
            className="btn s"
            data-testid="ip-drop"
            disabled={isOnlyOthers(ipAllowList)}
            title={t('ip.dropHint')}
            onClick={() => void save(withoutThisMachine(ipAllowList))}
          >
            {t('ip.drop')}
          </button>
        </p>
      </div>
    </Block>
  )
}

/** Of documentation (RFC 5737): nobody calls from there, so that a list of it alone keeps everybody out. */
const NOBODY = '203.0.113.1'
const THIS_MACHINE = /^(127\.|::1|0\.0\.0\.0|::\/|::ffff:127\.)/

function withoutThisMachine(list: readonly string[]): string[] {
  const others = list.filter((address) => !THIS_MACHINE.test(address))
  return others.length > 0 ? others : [NOBODY]
}

function isOnlyOthers(list: readonly string[]): boolean {
  return list.length > 0 && !list.some((address) => THIS_MACHINE.test(address))
}
