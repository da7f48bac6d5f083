import { text } from 'node:stream/consumers'

/** Where a command reads and writes, so that tests need no process. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv
  /** Prints a result, with a line feed. */
  out(text: string): void
  /** Prints what is no result: progress, errors. */
  err(text: string): void
  /** Everything on standard input. */
  stdin(): Promise<string>
}

export const systemTerminal: Terminal = {
  env: process.env,
  out: (line) => void process.stdout.write(`${printable(line)}\n`),
  err: (line) => void process.stderr.write(`${printable(line)}\n`),
  stdin: () => text(process.stdin),
}

/** What people write ends up here, and a terminal would obey its escape sequences. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '\uFFFD')
}
