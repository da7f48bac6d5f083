/** Shapes of what the panel asks for and changes besides the logs. */

/** `PATCH /_sim/v1/pushes/{id}`: 钉住, or not any longer. At most 100 pushes are pinned at a time. */
export interface PushChange {
  pinned: boolean
}

/** `GET /_sim/v1/accounts/{appid}/jumps`: what will happen by itself, soonest first. One for each kind: the next one. */
export interface Jump {
  what: JumpTarget
  /** Simulator time, ms. Moving the clock there lets it happen. */
  at: number
  /** So many of the kind are still to come. */
  count: number
  /** Whom or what the next one concerns: a nickname, the scene of a code. Empty where no name helps. */
  about: string
}

/**
 * token: an access_token ends; overlap: the one before it ends; ticket: a JS-SDK or card ticket ends; grant: what a tap or a
 * scan allows ends (1 minute); window: a person's 48 hours end; media: 临时素材 ends (3 days); qrCode: a temporary code
 * ends; job: a broadcast, review or the like is done; markFail: pushes are sent again; day: quotas begin anew (midnight in
 * Beijing); month: broadcasts of the month begin anew.
 */
export type JumpTarget =
  | 'token'
  | 'overlap'
  | 'ticket'
  | 'grant'
  | 'window'
  | 'media'
  | 'qrCode'
  | 'job'
  | 'markFail'
  | 'day'
  | 'month'

/** `POST /_sim/v1/pushes/{id}/replay` */
export interface Replay {
  /** In whose name; left out: the same person. */
  openid?: string
  /** Fields to change; null takes one away. */
  fields?: { [name: string]: string | number | null }
}
