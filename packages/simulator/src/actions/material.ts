/** Menu buttons that show material: the platform sends or opens it by itself, and the account hears nothing. */
import type { MenuButton, PhoneContent } from '../control/types.ts'
import { toMediaPath } from '../push/media-path.ts'
import { voiceSeconds } from '../articles/voice-seconds.ts'
import { toNews, toPreview } from '../sends/news.ts'
import type { Media } from '../world/media.ts'
import { type Acted, type Hand, NOTHING } from './hand.ts'

/** For `media_id`, `view_limited`, `article_id` and `article_view_limited`. What was deleted since shows nothing. */
export function deliverMaterial(hand: Hand, button: MenuButton): Acted {
  const { world, account } = hand
  const media = world.media.find(account.appid, button.media_id ?? '')
  if (typeof media === 'object') return button.type === 'media_id' ? show(hand, contentOf(media)) : NOTHING
  const { open, card } = newsOf(hand, button) ?? {}
  if (open === undefined || !card) return NOTHING
  if (button.type === 'view_limited' || button.type === 'article_view_limited') return { ...NOTHING, open }
  return show(hand, card)
}

/** The page of the first article, and all of them as a card. */
function newsOf(
  { world, account }: Hand,
  button: MenuButton,
): { open: string; card: PhoneContent } | undefined {
  const bundle = world.articles.find(account.appid, button.media_id ?? '')
  if (bundle) return { open: world.articles.previewUrlOf(bundle, 1), card: toPreview(world, bundle) }
  const publication = world.publications.find(account.appid, button.article_id ?? '')
  if (!publication || publication.deleted.length === publication.articles.length) return undefined
  return { open: world.publications.urlOf(publication, 1), card: toNews(world, publication) }
}

function show({ world, account, fan }: Hand, content: PhoneContent): Acted {
  const to = { appid: account.appid, openid: fan.openid }
  return { pushes: [], messages: [world.messages.add(to, { from: 'account', via: 'platform' }, content)] }
}

function contentOf(media: Media): PhoneContent {
  const { id: mediaId, title, description, thumbId } = media
  const url = toMediaPath(mediaId)
  if (media.type === 'voice') {
    const seconds = Math.max(1, Math.round(voiceSeconds(media)))
    return { type: 'voice', mediaId, url, seconds, recognition: null }
  }
  if (media.type === 'video') {
    const thumbUrl = thumbId === null ? '' : toMediaPath(thumbId)
    return { type: 'video', mediaId, url, thumbUrl, title, description }
  }
  return { type: 'image', mediaId, url }
}
