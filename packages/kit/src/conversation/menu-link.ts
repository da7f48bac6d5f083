import { withoutLinks } from '../text/inline-markdown.ts'

const OURS = 'yw.'

/** 菜单消息的链接: a tap sends `content` as if typed, with the id as `bizmsgmenuid`. */
export function toMenuLink(content: string, id: string): string {
  return `<a href="weixin://bizmsgmenu?msgmenucontent=${encodeURIComponent(content)}&msgmenuid=${id}">${withoutLinks(content)}</a>`
}

/** The id of a question's links: of this conversation, and of this place in it. */
export function toQuestionId(conversationId: string, place: number): string {
  return `${OURS}${conversationId}.${place}`
}

/** Whether a tap belongs to another question than the one that is open. */
export function isStale(bizmsgmenuid: string | undefined, questionId: string): boolean {
  return bizmsgmenuid !== undefined && bizmsgmenuid.startsWith(OURS) && bizmsgmenuid !== questionId
}
