import { useEffect, useState } from 'react'
import type { PublicArticles } from '../../../src/control/types.ts'
import { phoneApi } from '../api/phone-api.ts'
import { useT } from '../i18n/use-t.ts'
import { useSimNow } from '../parts/time.ts'
import { useWindow } from '../view/window.ts'
import { toListTime } from './conversations.ts'
import { NavBar } from './nav-bar.tsx'
import { usePhone } from './phone-context.ts'

/** 历史消息: everything the account has broadcast or published, open to everybody. */
export function HistoryPage({ onBack }: { onBack: () => void }) {
  const t = useT()
  const now = useSimNow()
  const { openWeb } = usePhone()
  const articles = useArticles()
  return (
    <>
      <NavBar title="历史消息" onBack={onBack} />
      <div className="body history" data-testid="history">
        {articles?.length === 0 && <p className="notice">{t('noHistory')}</p>}
        {articles?.map(({ url, title, digest, coverUrl, at }) => (
          <button key={url} type="button" className="past" onClick={() => openWeb(url)}>
            <span className="tx">
              <b>
                <bdi>{title}</bdi>
              </b>
              <span className="soft">
                <bdi>{digest}</bdi>
              </span>
              <time>{toListTime(at, now)}</time>
            </span>
            {coverUrl ? <img className="pic" src={coverUrl} alt="" /> : <i className="pic" />}
          </button>
        ))}
      </div>
    </>
  )
}

/** undefined while they are loading. */
export function useArticles(): PublicArticles | undefined {
  const { fail } = useWindow()
  const { appid } = usePhone().account
  const [articles, setArticles] = useState<PublicArticles>()
  useEffect(() => {
    let isWanted = true
    phoneApi.articles(appid).then((list) => isWanted && setArticles(list), fail)
    return () => {
      isWanted = false
    }
  }, [appid, fail])
  return articles
}
