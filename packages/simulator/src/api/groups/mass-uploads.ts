/** 群发前的上传: pictures for the text of articles, bundles of articles, and videos for a broadcast. */
import { toSeconds } from '../../articles/news-item.ts'
import { readArticles } from '../../articles/read-article.ts'
import { ApiError } from '../answer.ts'
import { type Handler, type Handlers, text } from '../call.ts'
import { fileOf, type FileRule } from './media.ts'

const PICTURE: FileRule = { formats: ['image/jpeg', 'image/png'], maxBytes: 1024 * 1024, tooBig: 40009 }

/** Has an address and no media id, and does not count in the library. */
const uploadImage: Handler = async (call) => {
  const { world, account } = call
  const file = await fileOf(call, PICTURE)
  if (!world.media.hasRoom(file.bytes.length)) throw new ApiError(45001)
  const media = world.media.add({ appid: account.appid, type: 'image', home: 'article', ...file })
  return { url: world.media.pictureUrlOf(media) }
}

const uploadNews: Handler = (call) => {
  const articles = readArticles(call, { maxTitle: 64, cover: 'any', tooMany: 45008 })
  const bundle = call.world.articles.add({ appid: call.account.appid, kind: 'upload', articles })
  return { type: 'news', media_id: bundle.mediaId, created_at: toSeconds(bundle.createdAt) }
}

const uploadVideo: Handler = ({ world, account, body }) => {
  const { appid } = account
  const video = world.media.find(appid, text(body, 'media_id'))
  if (typeof video === 'string' || video.type !== 'video') throw new ApiError(40007)
  if (video.home === 'broadcast') throw new ApiError(45161)
  const { bytes, contentType, filename, thumbId } = video
  const media = world.media.add({
    appid,
    type: 'video',
    home: 'broadcast',
    bytes,
    contentType,
    filename,
    thumbId,
    title: text(body, 'title') || video.title,
    description: text(body, 'description') || video.description,
  })
  return { type: 'video', media_id: media.id, created_at: toSeconds(media.createdAt) }
}

export const MASS_UPLOADS: Handlers = {
  'mass.uploadImage': uploadImage,
  'mass.uploadNews': uploadNews,
  'mass.uploadVideo': uploadVideo,
}
