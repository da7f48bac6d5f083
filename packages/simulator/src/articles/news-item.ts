/** An article as the calls that read drafts, permanent articles and publications answer it. */
import type { Article } from '../world/articles.ts'
import type { World } from '../world/world.ts'

/** `url`: of the preview or the public page. */
export function toNewsItem({ media }: World, article: Article, url: string, isBrief = false) {
  const thumb = media.peek(article.thumbMediaId)
  const { imageMediaIds, productKey } = article
  return {
    title: article.title,
    author: article.author,
    digest: article.digest,
    content: isBrief ? '' : article.content,
    content_source_url: article.contentSourceUrl,
    thumb_media_id: article.thumbMediaId,
    show_cover_pic: Number(article.showCoverPic),
    url,
    thumb_url: thumb ? media.pictureUrlOf(thumb) : '',
    need_open_comment: Number(article.needOpenComment),
    only_fans_can_comment: Number(article.onlyFansCanComment),
    ...(imageMediaIds.length > 0 && {
      image_info: { image_list: imageMediaIds.map((id) => ({ image_media_id: id })) },
    }),
    ...(productKey !== '' && { product_info: { footer_product_info: { product_key: productKey } } }),
  }
}

export const toSeconds = (ms: number) => Math.floor(ms / 1000)
