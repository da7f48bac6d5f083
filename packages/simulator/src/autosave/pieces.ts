/** A state as JSON in pieces, none of which takes long to make: whoever writes them lets others work in between. */

/** Enough for a write to be worth it, and made in about a millisecond. */
const PIECE_CHARACTERS = 64 * 1024

/**
 * Lists are copied when the first piece is asked for, their entries are read when their turn comes: an entry may be newer
 * than the list, and is never half old and half new.
 */
export function* toPieces(document: { [part: string]: unknown }): Generator<string> {
  const parts = Object.entries(document).map(
    ([name, part]) => [name, Array.isArray(part) ? [...part] : part] as const,
  )
  let text = ''
  for (const [place, [name, part]] of parts.entries()) {
    text += `${place === 0 ? '{' : ',\n'}${JSON.stringify(name)}:`
    if (!Array.isArray(part)) text += JSON.stringify(part)
    else {
      for (const [index, entry] of part.entries()) {
        text += `${index === 0 ? '[' : ',\n'}${JSON.stringify(entry)}`
        if (text.length < PIECE_CHARACTERS) continue
        yield text
        text = ''
      }
      text += part.length === 0 ? '[]' : ']'
    }
  }
  yield `${text}}`
}
