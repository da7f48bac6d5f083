import { useState } from 'react'
import { ACCOUNT_KINDS, type AccountKind, isAccountKind } from '@yingwu/protocol'
import type { Account, Bilingual, EndpointInfo } from '../../../../src/control/types.ts'
import { api } from '../../api/api.ts'
import { usePick, useT } from '../../i18n/use-t.ts'
import { Block } from '../../parts/block.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useChange } from '../../view/use-change.ts'
import { useEndpoints } from '../calls/use-endpoints.ts'

const KINDS = Object.keys(ACCOUNT_KINDS).filter(isAccountKind)

/** 账号类型. Another kind is looked at first: what it loses and gains is said before it holds. */
export function KindBlock({ account: { appid, kind } }: { account: Account }) {
  const t = useT()
  const pick = usePick()
  const change = useChange()
  const [wanted, setWanted] = useState<AccountKind | null>(null)
  const endpoints = [...useEndpoints().values()]
  const shown = wanted ?? kind
  const isOther = wanted !== null && wanted !== kind

  return (
    <Block title={t('kind.title')} testId="kind">
      <div className="in">
        <fieldset className="kinds" aria-label={t('kind.title')}>
          {KINDS.map((name) => (
            <button
              key={name}
              type="button"
              data-testid={`kind-${name}`}
              aria-pressed={name === shown}
              onClick={() => setWanted(name)}
            >
              {pick(ACCOUNT_KINDS[name])}
              {name === kind && <small>{t('kind.now')}</small>}
            </button>
          ))}
        </fieldset>
        {isOther && (
          <div className="callout" data-testid="kind-change">
            <Icon name="warn" />
            <div>
              <Difference endpoints={endpoints} from={kind} to={wanted} />
              <p className="inrow">
                <button
                  type="button"
                  className="btn s main"
                  data-testid="kind-apply"
                  onClick={() =>
                    void change(
                      () => api.patchAccount(appid, { kind: wanted }),
                      t('kind.done', { kind: pick(ACCOUNT_KINDS[wanted]) }),
                    ).then(() => setWanted(null))
                  }
                >
                  {t('kind.apply')}
                </button>
                <button type="button" className="btn s" onClick={() => setWanted(null)}>
                  {t('cancel')}
                </button>
              </p>
            </div>
          </div>
        )}
        <Rights endpoints={endpoints} kind={shown} />
      </div>
    </Block>
  )
}

function Difference({
  endpoints,
  from,
  to,
}: {
  endpoints: readonly EndpointInfo[]
  from: AccountKind
  to: AccountKind
}) {
  const t = useT()
  const pick = usePick()
  const titlesOf = (list: readonly EndpointInfo[]) =>
    groupsOf(list)
      .map(({ title }) => pick(title))
      .join(' · ')
  const lost = endpoints.filter(({ accounts }) => accounts.includes(from) && !accounts.includes(to))
  const gained = endpoints.filter(({ accounts }) => !accounts.includes(from) && accounts.includes(to))
  return (
    <>
      {lost.length > 0 && (
        <p>
          <b>{t('kind.loses', { count: lost.length })}</b> {titlesOf(lost)}
        </p>
      )}
      {gained.length > 0 && (
        <p>
          <b>{t('kind.gains', { count: gained.length })}</b> {titlesOf(gained)}
        </p>
      )}
      {lost.length + gained.length === 0 && <p>{t('kind.same')}</p>}
    </>
  )
}

/** In the order of the reference. */
function groupsOf(endpoints: readonly EndpointInfo[]): { group: string; title: Bilingual }[] {
  return [...new Map(endpoints.map(({ group, groupTitle }) => [group, groupTitle]))].map(
    ([group, title]) => ({
      group,
      title,
    }),
  )
}

/** Group by group: how many of its calls this kind may make. */
function Rights({ endpoints, kind }: { endpoints: readonly EndpointInfo[]; kind: AccountKind }) {
  const t = useT()
  const pick = usePick()
  const granted = endpoints.filter(({ accounts }) => accounts.includes(kind))
  return (
    <details>
      <summary data-testid="rights">
        {t('kind.rights', { count: granted.length, all: endpoints.length })}
      </summary>
      <p className="hint">{t('kind.hint')}</p>
      <ul className="rights">
        {groupsOf(endpoints).map(({ group, title }) => {
          const calls = endpoints.filter((one) => one.group === group)
          const mine = calls.filter(({ accounts }) => accounts.includes(kind))
          const missing = calls.filter(({ accounts }) => !accounts.includes(kind))
          const tone = mine.length === calls.length ? 'ok' : mine.length === 0 ? 'bad' : 'warn'
          return (
            <li key={group}>
              <span className={`v ${tone}`}>
                <Icon name={mine.length === 0 ? 'close' : 'check'} />
              </span>
              <a className="lk" href={calls[0]?.reference.split('#')[0]} target="_blank" rel="noreferrer">
                {pick(title)}
              </a>
              <span className="hint num">
                {mine.length}/{calls.length}
              </span>
              {mine.length > 0 && missing.length > 0 && (
                <span className="hint">
                  {t('kind.without', { list: missing.map((one) => pick(one.title)).join('、') })}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
