/** The calls of the control API that the phone's own pages need. */
import type {
  JsConfig,
  JsConfigVerdict,
  PageUpload,
  PublicArticles,
  ScanCode,
  ShownArticle,
  TemplateBook,
  UploadedFile,
} from '../../../src/control/types.ts'
import { request } from './api.ts'

export const phoneApi = {
  judgeConfig: (config: JsConfig) => request<JsConfigVerdict>('POST', '/js-sdk/config', config),
  upload: (openid: string, file: PageUpload) =>
    request<UploadedFile>('POST', `/fans/${encodeURIComponent(openid)}/uploads`, file),
  /** A file by its media id, whoever sent it; null where there is none. */
  async media(id: string): Promise<Blob | null> {
    const response = await fetch(`/_sim/media/${encodeURIComponent(id)}`)
    return response.ok ? response.blob() : null
  },
  codes: (appid: string) => request<ScanCode[]>('GET', `/accounts/${encodeURIComponent(appid)}/codes`),
  templates: (appid: string) =>
    request<TemplateBook>('GET', `/accounts/${encodeURIComponent(appid)}/templates`),
  articles: (appid: string) =>
    request<PublicArticles>('GET', `/accounts/${encodeURIComponent(appid)}/articles`),
  article: (slug: string) => request<ShownArticle>('GET', `/articles/${encodeURIComponent(slug)}`),
}
