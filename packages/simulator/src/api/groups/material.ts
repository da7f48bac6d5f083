/** 永久素材: pictures, voices and videos that stay, and articles as they were kept before the draft box. */
import { toSeconds } from '../../articles/news-item.ts'
import type { Media } from '../../world/media.ts'
import type { AccountRecord } from '../../world/accounts.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../call.ts'
import { pageOf } from '../paging.ts'
import { addNews, findNews, newsContent, newsOf, updateNews } from './material/news.ts'
import { addMaterial, countOf } from './material/upload.ts'
import { fileAnswerOf, videoUrlOf } from './media.ts'

function findMedia({ world, account }: ApiCall, mediaId: string): Media | undefined {
  const media = world.media.find(account.appid, mediaId)
  return typeof media === 'object' && media.home === 'library' ? media : undefined
}

const getMaterial: Handler = (call) => {
  const id = text(call.body, 'media_id')
  if (id === '') throw new ApiError(41006)
  const bundle = findNews(call, id)
  if (bundle) return newsContent(call.world, bundle)
  const media = findMedia(call, id)
  if (!media) throw new ApiError(40007)
  if (media.type !== 'video') return fileAnswerOf(media)
  return { title: media.title, description: media.description, down_url: videoUrlOf(call, media) }
}

const deleteMaterial: Handler = (call) => {
  const { world, account, body } = call
  const id = text(body, 'media_id')
  const [bundle, media] = [findNews(call, id), findMedia(call, id)]
  if (!bundle && !media) throw new ApiError(40007)
  if (isInMenu(account, id)) throw new ApiError(48005)
  if (bundle) world.articles.remove(bundle)
  if (media) world.media.remove(media)
  return OK
}

function isInMenu({ menu, conditionalMenus }: AccountRecord, mediaId: string): boolean {
  const top = [...(menu ?? []), ...conditionalMenus.flatMap(({ button }) => button)]
  const buttons = top.flatMap((button) => [button, ...(button.sub_button ?? [])])
  return buttons.some((button) => button.media_id === mediaId)
}

const countMaterials: Handler = (call) => ({
  voice_count: countOf(call, 'voice'),
  video_count: countOf(call, 'video'),
  image_count: countOf(call, 'image'),
  news_count: newsOf(call).length,
})

const listMaterials: Handler = (call) => {
  const { world, account, body } = call
  const type = text(body, 'type')
  if (type === 'news') {
    return pageOf(body, newsOf(call), (bundle) => ({
      media_id: bundle.mediaId,
      content: newsContent(world, bundle),
      update_time: toSeconds(bundle.updatedAt),
    }))
  }
  if (type !== 'image' && type !== 'voice' && type !== 'video') throw new ApiError(40004)
  return pageOf(body, world.media.library(account.appid, type), (media) => ({
    media_id: media.id,
    name: type === 'video' ? media.title : media.filename,
    update_time: toSeconds(media.createdAt),
    ...(type === 'image' && { url: world.media.pictureUrlOf(media) }),
    ...(type === 'video' && { description: media.description }),
  }))
}

export const MATERIAL: Handlers = {
  'material.add': addMaterial,
  'material.addNews': addNews,
  'material.updateNews': updateNews,
  'material.get': getMaterial,
  'material.delete': deleteMaterial,
  'material.count': countMaterials,
  'material.list': listMaterials,
}
