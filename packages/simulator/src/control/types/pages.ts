/** What can be scanned and read. */

/** `GET /_sim/v1/accounts/{appid}/codes` */
export interface ScanCode {
  ticket: string
  scene: string
  /** null: permanent. */
  expiresAt: number | null
  /** What the code's squares say. */
  url: string
}

/** `GET /_sim/v1/articles/{slug}` */
export interface ShownArticle {
  appid: string
  msgDataId: string
  /** From 0, as `comment` and `share` take it. */
  index: number
  title: string
  digest: string
  /** Who may comment. */
  comments: 'all' | 'fans' | 'closed'
  deleted: boolean
}
