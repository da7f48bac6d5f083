/** 留言: what followers write below published articles. */
import { array, boolean, integer, nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'

export interface Comment {
  /** `user_comment_id`, counted from 1 for each article. */
  id: number
  appid: string
  msgDataId: string
  /** Of the article, from 1. */
  index: number
  openid: string
  at: number
  content: string
  /** 精选: everybody sees it. */
  elected: boolean
  reply: { content: string; at: number } | null
  /** Gone from every list, yet its number stays taken. */
  deleted: boolean
}

/** Which article: the account's, by message and number from 1. */
export type CommentPlace = Pick<Comment, 'appid' | 'msgDataId' | 'index'>

export interface Comments {
  add(comment: CommentPlace & Pick<Comment, 'openid' | 'content'>): Comment
  /** Newest first, without deleted ones. */
  of(place: CommentPlace): Comment[]
  find(place: CommentPlace, id: number): Comment | undefined
  reply(comment: Comment, content: string): void
  export(): Comment[]
  import(comments: readonly Comment[]): void
}

export function createComments({ clock }: { clock: WorldClock }): Comments {
  const threads = new Map<string, Comment[]>()

  function threadOf({ appid, msgDataId, index }: CommentPlace): Comment[] {
    const key = `${appid} ${msgDataId} ${index}`
    const thread = threads.get(key) ?? []
    threads.set(key, thread)
    return thread
  }

  return {
    add(given) {
      const thread = threadOf(given)
      const comment: Comment = {
        id: thread.length + 1,
        at: clock.now(),
        elected: false,
        reply: null,
        deleted: false,
        ...given,
      }
      thread.push(comment)
      return comment
    },
    of: (place) =>
      threadOf(place)
        .filter(({ deleted }) => !deleted)
        .toReversed(),
    find: (place, id) => threadOf(place).find((comment) => comment.id === id && !comment.deleted),
    reply(comment, content) {
      comment.reply = { content, at: clock.now() }
    },
    export: () => [...threads.values()].flat(),
    import(comments) {
      threads.clear()
      for (const comment of comments) threadOf(comment).push(comment)
    },
  }
}

export const commentsCheck = array(
  object<Comment>({
    id: integer(1),
    appid: string(),
    msgDataId: string(),
    index: integer(1),
    openid: string(),
    at: number(),
    content: string(),
    elected: boolean,
    reply: nullable(object<NonNullable<Comment['reply']>>({ content: string(), at: number() })),
    deleted: boolean,
  }),
)
