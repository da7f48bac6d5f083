import { useState } from 'react'
import { usePhone } from '../phone-context.ts'
import type { MessageOf } from './message-of.ts'

type Article = MessageOf<'news'>['articles'][number]

/** 图文: one article with its cover and digest, or a list led by a cover. */
export function NewsCard({ message }: { message: MessageOf<'news'> }) {
  const [first, ...rest] = message.articles
  if (!first) return null
  return (
    <div className="news" data-testid={`bubble-${message.id}`}>
      {rest.length === 0 ? (
        <ArticleButton article={first}>
          <Cover url={first.picUrl} />
          <span className="tx">
            <b className="title">
              <bdi>{first.title}</bdi>
            </b>
            {first.description && (
              <span className="digest">
                <bdi>{first.description}</bdi>
              </span>
            )}
          </span>
        </ArticleButton>
      ) : (
        <>
          <ArticleButton article={first} className="lead">
            <Cover url={first.picUrl} />
            <b className="title">
              <bdi>{first.title}</bdi>
            </b>
          </ArticleButton>
          {rest.map((article, index) => (
            <ArticleButton key={`${index} ${article.url}`} article={article} className="sub">
              <bdi>{article.title}</bdi>
              <Cover url={article.picUrl} />
            </ArticleButton>
          ))}
        </>
      )}
    </div>
  )
}

function ArticleButton({
  article,
  className = '',
  children,
}: {
  article: Article
  className?: string
  children: React.ReactNode
}) {
  const { openWeb } = usePhone()
  return (
    <button
      type="button"
      className={className}
      aria-label={`图文：${article.title}`}
      onClick={() => article.url && openWeb(article.url)}
    >
      {children}
    </button>
  )
}

/** A missing picture stays a calm surface. */
function Cover({ url }: { url: string }) {
  const [broken, setBroken] = useState(false)
  if (!url || broken) return <i className="pic" />
  return <img className="pic" src={url} alt="" referrerPolicy="no-referrer" onError={() => setBroken(true)} />
}
