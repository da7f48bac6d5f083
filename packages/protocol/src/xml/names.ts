/** The name of an element, how the element ends, and which name came behind it last. */
export interface ElementName {
  readonly text: string
  readonly close: string
  /** The same where the content is a CDATA section. */
  readonly closeSection: string
  /** Whether it is one of those that are remembered. */
  readonly isKept: boolean
  follower: ElementName | undefined
}

const NAMES = new Map<string, ElementName>()
/** More than WeChat uses; what comes from outside could be without end. */
const MAX_NAMES = 2000

/** Stands in front of the first element. */
export const NO_NAME: ElementName = toName('', false)

/** The name with this text: the same object each time, for as many as are remembered. */
export function nameOf(text: string): ElementName {
  const known = NAMES.get(text)
  if (known !== undefined) return known
  if (NAMES.size >= MAX_NAMES) return toName(text, false)
  // A text of its own: a slice would keep the whole body alive.
  const name = toName(Buffer.from(text).toString(), true)
  NAMES.set(name.text, name)
  return name
}

function toName(text: string, isKept: boolean): ElementName {
  return { text, close: `</${text}>`, closeSection: `]]></${text}>`, isKept, follower: undefined }
}
