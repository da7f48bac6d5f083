import { useEffect, useState } from 'react'
import type { ShownArticle } from '../../../../src/control/types.ts'
import { phoneApi } from '../../api/phone-api.ts'
import { useWindow } from '../../view/window.ts'
import { usePhone } from '../phone-context.ts'

/** The published article at this address of the simulator; null for every other page. */
export function useArticle(url: string): ShownArticle | null {
  const [found, setFound] = useState<{ url: string; article: ShownArticle } | null>(null)
  useEffect(() => {
    const slug = slugOf(url)
    if (slug === null) return undefined
    let isWanted = true
    phoneApi
      .article(slug)
      .then((article) => isWanted && setFound({ url, article }))
      // A draft's preview or an article that is no more: a page like any other.
      .catch(() => null)
    return () => {
      isWanted = false
    }
  }, [url])
  return found?.url === url && !found.article.deleted ? found.article : null
}

/** 写留言 and 分享, below an article. */
export function ArticleBar({ article, onShare }: { article: ShownArticle; onShare: () => void }) {
  const { fan } = usePhone()
  const { send, toast } = useWindow()
  const [draft, setDraft] = useState('')
  const { msgDataId, index, comments } = article
  const mayComment = comments === 'all' || (comments === 'fans' && fan.subscribed)

  async function submit(): Promise<void> {
    const content = draft.trim()
    if (content === '') return
    if (await send(fan.openid, { type: 'comment', msgDataId, index, content })) {
      setDraft('')
      toast('留言已提交，精选后公开')
    }
  }

  return (
    <form
      className="articlebar"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {comments !== 'closed' && (
        <input
          className="input"
          data-testid="comment"
          maxLength={600}
          disabled={!mayComment}
          aria-label="写留言"
          placeholder={mayComment ? '写留言' : '关注后才能留言'}
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
        />
      )}
      {draft.trim() === '' ? (
        <button type="button" className="act" data-testid="article-share" onClick={onShare}>
          分享
        </button>
      ) : (
        <button type="submit" className="send" data-testid="comment-send">
          发送
        </button>
      )}
    </form>
  )
}

function slugOf(address: string): string | null {
  const url = URL.parse(address)
  const isOurs = url?.origin === location.origin || (isLoopback(url) && url?.port === location.port)
  return (isOurs && /^\/s\/([\w-]+)$/.exec(url?.pathname ?? '')?.[1]) || null
}

function isLoopback(url: URL | null): boolean {
  return url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}
