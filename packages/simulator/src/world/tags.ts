/** 用户标签: the tags of each account. Who carries which stands with the people, in `fan.tagIds`. */
import { array, integer, object, string } from '../check.ts'

export interface Tag {
  id: number
  name: string
}

/** 星标组, which every account has and none can change. Ids 0 and 1 are 未分组 and 黑名单 of the old groups. */
export const STAR: Tag = { id: 2, name: '星标组' }
export const FIRST_ID = 100

export interface TagBook {
  appid: string
  /** Grows for ever: the id of a deleted tag is not given again. */
  lastId: number
  tags: Tag[]
}

export interface Tags {
  /** The star first, then the account's own in the order of their making. */
  of(appid: string): Tag[]
  /** Those that the account made itself. */
  own(appid: string): readonly Tag[]
  find(appid: string, id: number): Tag | undefined
  add(appid: string, name: string): Tag
  /** Only from the list: the caller takes it off the people. */
  remove(appid: string, id: number): void
  export(): TagBook[]
  import(books: readonly TagBook[]): void
}

export function createTags(): Tags {
  const books = new Map<string, TagBook>()
  const own = (appid: string) => books.get(appid)?.tags ?? []
  const all = (appid: string) => [STAR, ...own(appid)]

  return {
    of: all,
    own,
    find: (appid, id) => all(appid).find((tag) => tag.id === id),
    add(appid, name) {
      const book = books.get(appid) ?? { appid, lastId: FIRST_ID - 1, tags: [] }
      book.lastId += 1
      const tag = { id: book.lastId, name }
      book.tags.push(tag)
      books.set(appid, book)
      return tag
    },
    remove(appid, id) {
      const book = books.get(appid)
      if (book) book.tags = book.tags.filter((tag) => tag.id !== id)
    },
    export: () => [...books.values()],
    import(saved) {
      books.clear()
      for (const book of saved) books.set(book.appid, book)
    },
  }
}

export const tagsCheck = array(
  object<TagBook>({
    appid: string(),
    lastId: integer(),
    tags: array(object<Tag>({ id: integer(FIRST_ID), name: string({ min: 1 }) })),
  }),
)
