/** 文章: what the public sees of an article under `/s/…`, and its author alone as a preview. */
import { html, raw } from 'hono/html'
import { ownPicturePath } from '../articles/clean-content.ts'
import { toPageContent } from '../articles/page-content.ts'
import { beijingDay, beijingHour, toDate } from '../beijing.ts'
import type { Article } from '../world/articles.ts'
import type { Comment } from '../world/comments.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { ARTICLE_STYLE } from './article-style.ts'
import { POLICY, toPage } from './page.ts'

/** The HTML is somebody's: it is cleaned, and could neither run, send a form nor leave its frame if it were not. */
const ARTICLE_POLICY = `${POLICY}; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox`

/** The statistics name the way by which a reader came: a message of the account, or another. */
const MESSAGE_SCENE = 0
const OTHER_SCENE = 5
const MAX_SCENE = 255

export interface Visit {
  /** Whose phone it is; undefined: a browser that nobody knows, which does not count. */
  readerOf: (appid: string) => FanRecord | undefined
  scene: string | undefined
}

export function publishedPage(world: World, slug: string, { readerOf, scene }: Visit): Promise<Response> {
  const found = world.publications.bySlug(slug)
  if (!found) return missingPage()
  const { publication, article, index, isDeleted } = found
  if (isDeleted) return deletedPage()
  const { appid, msgDataId, at } = publication
  const reader = readerOf(appid)
  if (reader?.appid === appid) {
    const likely = hasInChat(world, reader, slug) ? MESSAGE_SCENE : OTHER_SCENE
    const way = /^\d{1,3}$/.test(scene ?? '') ? Math.min(Number(scene), MAX_SCENE) : likely
    world.statistics.record({ type: 'read', appid, openid: reader.openid, msgDataId, index, scene: way })
  }
  const elected = world.comments.of({ appid, msgDataId, index }).filter((comment) => comment.elected)
  return articlePage(world, { appid, article, at, elected, isPreview: false })
}

/** Whether the account has sent the article to this phone. */
function hasInChat(world: World, { openid }: FanRecord, slug: string): boolean {
  return world.messages
    .of(openid)
    .some(
      (message) => message.type === 'news' && message.articles.some(({ url }) => url.endsWith(`/s/${slug}`)),
    )
}

/** 预览: of drafts and whatever else is not public yet. */
export function previewPage(world: World, tempKey: string, index: string): Promise<Response> {
  const bundle = world.articles.byTempKey(tempKey)
  const article = bundle?.articles[Number(index) - 1]
  if (!bundle || !article) return missingPage()
  const { appid, updatedAt: at } = bundle
  return articlePage(world, { appid, article, at, elected: [], isPreview: true })
}

interface Shown {
  appid: string
  article: Article
  at: number
  elected: Comment[]
  isPreview: boolean
}

function articlePage(world: World, { appid, article, at, elected, isPreview }: Shown): Promise<Response> {
  const isPictures = article.articleType === 'newspic'
  const name = world.accounts.find(appid)?.name ?? ''
  return toPage(
    article.title,
    html`${isPreview ? html`<p class="preview">临时预览 · 还没有发布</p>` : ''}
${isPictures ? pictures(world, article.imageMediaIds) : ''}
<h1 data-testid="article-title">${article.title}</h1>
<p class="meta"><span>${article.author}</span><b data-testid="article-account">${name}</b><time>${toBeijingTime(at)}</time></p>
${article.showCoverPic && !isPictures ? pictures(world, [article.thumbMediaId]) : ''}
<div class="content" data-testid="article-content">${isPictures ? article.content : raw(toPageContent(world, article.content))}</div>
${source(article.contentSourceUrl)}
${elected.length > 0 ? comments(world, elected, name) : ''}`,
    { style: ARTICLE_STYLE, policy: ARTICLE_POLICY },
  )
}

/** `2026-01-05 08:30`, as readers in China see it. */
function toBeijingTime(at: number): string {
  const minutes = String(Math.floor(at / 60_000) % 60).padStart(2, '0')
  return `${toDate(beijingDay(at))} ${String(beijingHour(at)).padStart(2, '0')}:${minutes}`
}

function pictures(world: World, mediaIds: readonly string[]) {
  const paths = mediaIds.flatMap((id) => {
    const media = world.media.peek(id)
    const path = media && ownPicturePath(world, world.media.pictureUrlOf(media))
    return path === undefined ? [] : [path]
  })
  return html`<div class="cover">${paths.map((path) => html`<img src="${path}" alt="">`)}</div>`
}

function source(address: string) {
  const link = URL.parse(address)
  if (!link || !/^https?:$/.test(link.protocol)) return ''
  return html`<p class="source"><a href="${link.href}" rel="noopener noreferrer">阅读原文</a></p>`
}

function comments(world: World, elected: readonly Comment[], account: string) {
  return html`<section class="comments" data-testid="article-comments"><h2>精选留言</h2>
${elected.map(
  ({ openid, content, reply }) =>
    html`<div><strong>${world.fans.find(openid)?.nickname ?? '微信用户'}</strong><p>${content}</p>
${reply ? html`<div class="reply"><strong>${account}（作者）</strong><p>${reply.content}</p></div>` : ''}</div>`,
)}</section>`
}

function deletedPage(): Promise<Response> {
  return toPage(
    '该内容已被发布者删除',
    html`<h1 data-testid="article-deleted">该内容已被发布者删除</h1>
<p>This article was deleted by its publisher.</p>`,
  )
}

function missingPage(): Promise<Response> {
  return toPage(
    '链接已失效',
    html`<h1>链接不存在或已过期</h1>
<p>No such article, or its preview has expired.</p>`,
    { status: 404 },
  )
}
