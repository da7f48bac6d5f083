/** 内容审核: what may be asked, and what may be said. Put your provider's calls here. */

export interface Moderation {
  /** Before the model sees a question. What it returns is said in place of an answer. */
  before(question: string): Promise<string | undefined>
  /** Before a piece of the answer goes out; what it returns goes out in its stead. */
  after(answer: string): Promise<string>
}

/** A list of words: the least that is needed, and an example of the two hooks. */
export function wordList(words: readonly string[]): Moderation {
  return {
    async before(question) {
      return words.some((word) => question.includes(word)) ? '这个话题我不能聊，换一个吧。' : undefined
    },
    async after(answer) {
      return words.reduce((text, word) => text.replaceAll(word, '＊'.repeat(word.length)), answer)
    },
  }
}
