/** From words to a command. */
import { cac } from 'cac'
import { ApiError, ConfigError, NetworkError, ParamsError } from 'yingwu'
import { type Command, COMMANDS } from './commands.ts'
import { EnvironmentError, VARIABLES } from './env.ts'
import { FAILED, UNUSABLE } from './exit-codes.ts'
import { readOptions } from './options.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { VERSION } from './version.ts'

/**
 * Runs one command.
 *
 * @param argv as `process.argv`, program and script included
 * @returns the exit code; undefined when a server goes on running
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number | undefined> {
  const cli = cac('yingwu')
  for (const command of COMMANDS) {
    const entry = cli.command(command.usage, `${command.zh} · ${command.en}`)
    for (const { flag, zh, en } of command.options ?? []) entry.option(flag, `${zh} · ${en}`)
    for (const example of command.examples ?? []) entry.example(`  yingwu ${example}`)
    entry.action(() => carryOut(command))
  }
  cli.help((sections) => {
    const isOfProgram = !cli.matchedCommandName || PROGRAMS.has(cli.matchedCommandName)
    return isOfProgram ? [...sections, { title: '环境变量 Environment', body: variables() }] : sections
  })
  cli.version(VERSION)

  async function carryOut(command: Command): Promise<number | undefined> {
    const rest = argv.includes('--') ? argv.slice(argv.indexOf('--') + 1) : []
    const options = readOptions(command.options ?? [], argv.slice(2))
    return (
      (await command.run({ args: [...cli.args, ...loneDash(argv)], rest, options, terminal })) ?? undefined
    )
  }

  try {
    cli.parse(withJoinedDashes(argv), { run: false })
    if (cli.matchedCommand !== undefined) return toCode(await cli.runMatchedCommand())
    if (cli.args.length > 0) {
      terminal.err(`没有这个命令 / no such command: ${cli.args.join(' ')}。yingwu --help`)
      return FAILED
    }
    if (cli.options['help'] === undefined && cli.options['version'] === undefined) cli.outputHelp()
    return undefined
  } catch (error) {
    if (!isForTheUser(error)) throw error
    terminal.err(error.message)
    return error instanceof UsageError ? UNUSABLE : FAILED
  }
}

/** Those that the environment sets. */
const PROGRAMS: ReadonlySet<string> = new Set(['start', 'serve', 'simulator'])

/** `menu pull -`: the parser drops a dash that stands for standard input or output; it is always the last word. */
function loneDash(argv: readonly string[]): string[] {
  return argv.at(-1) === '-' && !argv.at(-2)?.startsWith('--') ? ['-'] : []
}

/** `--body -` as `--body=-`: the parser takes a lone dash for another option. */
function withJoinedDashes(argv: readonly string[]): string[] {
  return argv.flatMap((word, at) => {
    if (word === '-' && argv[at - 1]?.startsWith('--')) return []
    return argv[at + 1] === '-' && word.startsWith('--') ? [`${word}=-`] : [word]
  })
}

function toCode(result: unknown): number | undefined {
  return typeof result === 'number' ? result : undefined
}

function variables(): string {
  return Object.entries(VARIABLES)
    .map(
      ([name, { default: value, zh, en }]) =>
        `  ${name}${value === '' ? '' : ` (${value})`}\n      ${zh} · ${en}`,
    )
    .join('\n')
}

/** What was set up wrongly deserves its sentence, not a stack trace. */
function isForTheUser(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const isTaken = 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
  const isOurs = [EnvironmentError, ConfigError, UsageError, ApiError, NetworkError, ParamsError]
  return isTaken || error.name === 'CACError' || isOurs.some((kind) => error instanceof kind)
}
