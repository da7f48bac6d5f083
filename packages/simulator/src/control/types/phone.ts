/** `GET /_sim/v1/accounts/{appid}/articles`: 历史消息, newest first. */
export type PublicArticles = PublicArticle[]

export interface PublicArticle {
  title: string
  digest: string
  /** A page of the simulator. */
  url: string
  /** Empty: the article has no cover. */
  coverUrl: string
  /** When it was broadcast or published. */
  at: number
}
