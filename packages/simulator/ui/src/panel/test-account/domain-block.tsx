import { type FormEvent, useState } from 'react'
import type { Account, AccountPatch } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { useChange } from '../../view/use-change.ts'

/** A test account has one JS domain and one for web authorization. */
export function DomainBlock({ account: { appid, jsDomains, oauthDomains } }: { account: Account }) {
  const t = useT()
  return (
    <Block title={`${t('testAccount.jsDomain')} · ${t('testAccount.oauthDomain')}`} testId="test-domains">
      <div className="in">
        <Domain
          key={`js ${jsDomains.join()}`}
          appid={appid}
          name="jsDomains"
          label={t('testAccount.jsDomain')}
          saved={jsDomains[0] ?? ''}
        />
        <Domain
          key={`oauth ${oauthDomains.join()}`}
          appid={appid}
          name="oauthDomains"
          label={t('testAccount.oauthDomain')}
          saved={oauthDomains[0] ?? ''}
        />
        <p className="hint">{t('testAccount.domainHint')}</p>
      </div>
    </Block>
  )
}

function Domain({
  appid,
  name,
  label,
  saved,
}: {
  appid: string
  name: 'jsDomains' | 'oauthDomains'
  label: string
  saved: string
}) {
  const t = useT()
  const change = useChange()
  const [domain, setDomain] = useState(saved)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wanted = domain.trim()
    const patch: AccountPatch = { [name]: wanted === '' ? [] : [wanted] }
    void change(() => api.patchAccount(appid, patch), t('testAccount.domainSaved'))
  }

  return (
    <form className="testrow" onSubmit={submit}>
      <label>
        <span>{label}</span>
        <input
          className="inp mono"
          data-testid={`test-${name}`}
          placeholder="127.0.0.1:8000"
          value={domain}
          onChange={({ target }) => setDomain(target.value)}
        />
      </label>
      <button
        type="submit"
        className="btn"
        data-testid={`test-${name}-save`}
        disabled={domain.trim() === saved}
      >
        {t('save')}
      </button>
    </form>
  )
}
