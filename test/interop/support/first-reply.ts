/** The pages of docs/guide/first-reply as a reader follows them: files to write, lines to type, section by section. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PAGES = fileURLToPath(new URL('../../../docs/guide/first-reply/', import.meta.url))

export interface FirstReplyPage {
  /** Of the language: `go`, `java` … */
  readonly name: string
  readonly files: { readonly name: string; readonly text: string }[]
  /** Starts the simulator. */
  readonly start: string
  /** Installs the SDK and starts the bot; does not end. */
  readonly run: string
  /** Connects the bot, and says 你好. */
  readonly connect: string
  /** Has the bot call the API; goes on in the shell of `connect`. */
  readonly call: string
}

/** What the page says, for a machine where the repository and the two programs lie elsewhere. */
export interface Place {
  /** In place of `~/yingwu`. */
  repository: string
  /** In place of 8100. */
  simulatorPort: number
  /** In place of 8200. */
  botPort: number
}

export function firstReplyPages(): string[] {
  return readdirSync(PAGES).map((name) => name.replace(/\.md$/, ''))
}

export function readFirstReply(name: string, place?: Place): FirstReplyPage {
  const page = readFileSync(`${PAGES}${name}.md`, 'utf8')
  const sections = (place ? moved(page, place) : page).split(/^## /m)
  return {
    name,
    files: filesOf(section(sections, '2.')),
    start: linesOf(section(sections, '1.')),
    run: linesOf(section(sections, '3.')),
    connect: linesOf(section(sections, '4.')),
    call: linesOf(section(sections, '5.')),
  }
}

function moved(page: string, { repository, simulatorPort, botPort }: Place): string {
  return page
    .replaceAll(/(?:~|\$HOME)\/yingwu/g, repository)
    .replaceAll(':8100', `:${simulatorPort}`)
    .replaceAll('8200', String(botPort))
}

function section(sections: string[], number: string): string {
  const found = sections.find((text) => text.startsWith(`${number} `))
  if (found === undefined) throw new Error(`the page has no section ${number}`)
  return found
}

/** A file is a block under a line that ends with its name: `` `bot.py`: `` */
function filesOf(text: string): { name: string; text: string }[] {
  return [...text.matchAll(/`([\w.]+)`:\n\n```\w+\n([^]*?\n)```$/gm)].map(([, name = '', body = '']) => ({
    name,
    text: body,
  }))
}

function linesOf(text: string): string {
  const [block, ...others] = [...text.matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, lines = '']) => lines)
  if (block === undefined || others.length > 0) throw new Error('a section has one block of lines to type')
  return block
}
