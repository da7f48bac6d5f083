/** The id in the links of a question: tells a tap on this question from one on an earlier one. */

const OURS = 'yw.'

/** Of this conversation, and of this place in it. */
export function toQuestionId(conversationId: string, place: number): string {
  return `${OURS}${conversationId}.${place}`
}

/** Whether a tap belongs to another question than the one that is open. */
export function isStale(bizmsgmenuid: string | undefined, questionId: string): boolean {
  return bizmsgmenuid !== undefined && bizmsgmenuid.startsWith(OURS) && bizmsgmenuid !== questionId
}
