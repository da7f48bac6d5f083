/** Markdown, as models write it, made readable as the plain text that WeChat shows. */
import { type MarkdownOptions, toInline, withoutLinks } from './inline-markdown.ts'
import { isSentenceEnd } from './cut.ts'

const FENCE = /^\s{0,3}(```|~~~)/
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/
const RULE = /^\s{0,3}(?:-{3,}|\*{3,}|_{3,}|(?:- ){2,}-|(?:\* ){2,}\*)\s*$/
const ITEM = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?(.*)$/
const QUOTE = /^\s{0,3}>\s?(.*)$/
const ROW = /^\s{0,3}\|.*\|\s*$/
const TABLE_RULE = /^\s{0,3}\|(?:\s*:?-+:?\s*\|)+\s*$/
/** A line that begins like this is a paragraph's, whatever follows. */
const PROSE = /^[^\s#>|\-*+_~`=<\d[\\!]/

/**
 * Headings become 【…】, list marks •, tables one line for each row; marks of emphasis go, code blocks stay as they are, and
 * links become `name (address)`. `<a href>` in the text itself is shown, never obeyed, so that nobody can make a model
 * send a link under another name.
 */
export function toWeChatText(markdown: string, options: MarkdownOptions = {}): string {
  const converter = createConverter(options)
  const lines = markdown
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .flatMap((line) => converter.line(line))
  return [...lines, ...converter.end()].join('\n')
}

/** The same for a stream: each line as soon as it is there, and of a paragraph each sentence. */
export async function* weChatTextOf(
  stream: AsyncIterable<string>,
  options: MarkdownOptions = {},
): AsyncGenerator<string, void, undefined> {
  const converter = createConverter(options)
  let line = ''
  let isBegun = false
  let isFirst = true

  function* give(lines: readonly string[]): Generator<string> {
    for (const text of lines) {
      yield isFirst ? text : `\n${text}`
      isFirst = false
    }
  }
  function* giveLine(text: string): Generator<string> {
    if (!isBegun) yield* give(converter.line(text))
    else if (text !== '') yield toInline(text, options)
    isBegun = false
  }

  function* giveRest(): Generator<string> {
    if (line !== '') yield* giveLine(line)
    yield* give(converter.end())
  }
  function* takeIn(delta: string): Generator<string> {
    const [first = '', ...rest] = delta.split('\n')
    line += first
    for (const next of rest) {
      yield* giveLine(line.replace(/\r$/, ''))
      line = next
    }
    if (!isBegun && !(converter.isInProse && PROSE.test(line))) return
    const end = lastSentenceEnd(line, line.length - delta.length - 4)
    if (end === undefined) return
    const sentence = line.slice(0, end)
    line = line.slice(end)
    if (isBegun) yield toInline(sentence, options)
    else yield* give(converter.line(sentence))
    isBegun = true
  }

  try {
    for await (const delta of stream) yield* takeIn(delta)
  } catch (error) {
    yield* giveRest()
    throw error
  }
  yield* giveRest()
}

/** Where no mark is open, so that nothing begun here ends behind it. */
function lastSentenceEnd(line: string, from: number): number | undefined {
  for (let end = line.length - 1; end > Math.max(0, from); end -= 1) {
    if (isSentenceEnd(line, end)) return /[*_`~[\]<]/.test(line.slice(0, end)) ? undefined : end
  }
  return undefined
}

interface Converter {
  /** What is to be shown of a line and those before it that waited for it. */
  line(line: string): string[]
  end(): string[]
  /** Neither in a code block nor in what may become a table. */
  readonly isInProse: boolean
}

function createConverter(options: MarkdownOptions): Converter {
  let fence: string | undefined
  /** A row that may be a table's head, until the next line tells. */
  let head: string | undefined
  let columns: readonly string[] | undefined
  let isBlank = false
  let isFirst = true

  /** One empty line at most, and none at the beginning or the end. */
  function shown(text: string): string[] {
    if (text.trim() === '') {
      isBlank = !isFirst
      return []
    }
    const lines = isBlank ? ['', text] : [text]
    isBlank = false
    isFirst = false
    return lines
  }

  function flush(): string[] {
    const waiting = head
    head = undefined
    columns = undefined
    return waiting === undefined ? [] : shown(toInline(waiting, options))
  }

  function outside(line: string): string[] {
    const heading = HEADING.exec(line)?.[1]
    if (heading !== undefined) {
      isBlank = !isFirst
      return shown(`【${toInline(heading.replace(/\s#+\s*$/, ''), options).trim()}】`)
    }
    if (RULE.test(line)) return shown('————————')
    const item = ITEM.exec(line)
    if (item !== null) {
      const [, indent = '', box, text = ''] = item
      const mark = box === undefined ? '•' : box === ' ' ? '☐' : '☑'
      return shown(`${indent}${mark} ${toInline(text, options)}`)
    }
    const quoted = QUOTE.exec(line)?.[1]
    return shown(quoted === undefined ? toInline(line, options) : `│ ${toInline(quoted, options)}`)
  }

  return {
    line(line) {
      if (fence !== undefined) {
        if (line.trim() === fence) fence = undefined
        isFirst = false
        return [withoutLinks(line)]
      }
      const opening = FENCE.exec(line)?.[1]
      if (opening !== undefined) {
        fence = opening
        return [...flush(), ...shown(withoutLinks(line))]
      }
      if (head !== undefined && columns === undefined && TABLE_RULE.test(line)) {
        columns = cellsOf(head, options)
        head = undefined
        return []
      }
      if (!ROW.test(line)) return [...flush(), ...outside(line)]
      if (columns !== undefined) return shown(toRow(columns, cellsOf(line, options)))
      const before = flush()
      head = line
      return before
    },
    end: flush,
    get isInProse() {
      return fence === undefined && head === undefined && columns === undefined
    },
  }
}

function cellsOf(row: string, options: MarkdownOptions): string[] {
  const inner = row.trim().slice(1, -1)
  return inner.split(/(?<!\\)\|/).map((cell) => toInline(cell.trim(), options))
}

/** `苹果：5 元` of two columns, `苹果：价格 5 元，产地 烟台` of more. */
function toRow(columns: readonly string[], [first = '', ...rest]: readonly string[]): string {
  if (rest.length <= 1) return `${first}：${rest.join('')}`
  const named = rest.map((cell, index) => `${columns[index + 1] ?? ''} ${cell}`.trim())
  return `${first}：${named.join('，')}`
}
