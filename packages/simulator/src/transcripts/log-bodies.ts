/** Bodies of pushes in a log of any form: XML anywhere, also inside JSON; pushes in JSON, as lines or as one document. */
import { isRecord } from '../check.ts'

export function bodiesIn(text: string): string[] {
  const whole = parse(text)
  if (whole !== undefined) return bodiesOf(whole)
  const bodies: string[] = []
  let plain: string[] = []
  const endOfPlain = () => {
    bodies.push(...xmlIn(plain.join('\n')))
    plain = []
  }
  for (const line of text.split(/\r?\n/)) {
    const value = parse(line)
    if (value === undefined) plain.push(line)
    else {
      endOfPlain()
      bodies.push(...bodiesOf(value))
    }
  }
  endOfPlain()
  return bodies
}

function bodiesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    const inner = parse(value)
    return inner === undefined ? xmlIn(value) : bodiesOf(inner)
  }
  if (Array.isArray(value)) return value.flatMap((item) => bodiesOf(item))
  if (!isRecord(value)) return []
  const isPush = typeof value['FromUserName'] === 'string' || typeof value['Encrypt'] === 'string'
  return isPush ? [JSON.stringify(value)] : Object.values(value).flatMap((entry) => bodiesOf(entry))
}

function xmlIn(text: string): string[] {
  return text.match(/<xml>[\s\S]*?<\/xml>/g) ?? []
}

function parse(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
