/** How many texts differ; after that they come again, in new messages. */
export const TEXTS = 2000

const MAX_LENGTH = 600
const PIECES = [
  '你好，鹦鹉！',
  '今天天气不错，我们去公园散步吧。',
  '繁體字與標點「」、——……',
  'The quick brown fox ',
  '😀🎉👨‍👩‍👧‍👦🇨🇳',
  '/::D[捂脸]',
  '<b>粗体</b> & "引号" \'单引号\'',
  '</Content></xml>',
  ']]>',
  '<![CDATA[',
  '&amp;&#20320;',
  '\n',
  '\t ',
  'https://example.com/?a=1&b=%E4%BD%A0#c',
  '𠮷野家',
  'é̂ ﷽ עברית',
]

/** A text as a person might type it, or as somebody types who looks for a weak place; the same for the same index. */
export function textOf(index: number): string {
  const random = randomFrom(index % TEXTS)
  const length = 1 + Math.floor(random() * MAX_LENGTH)
  let text = random() < 0.1 ? '  ' : ''
  for (;;) {
    const piece = PIECES[Math.floor(random() * PIECES.length)] ?? ''
    if (text.length + piece.length > length) break
    text += piece
  }
  return `${text}${index % TEXTS}${random() < 0.1 ? ' \n ' : ''}`
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed + 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
