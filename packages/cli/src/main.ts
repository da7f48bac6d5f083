#!/usr/bin/env node
import './lean.ts'
import { cac } from 'cac'
import { ConfigError } from 'yingwu'
import { EnvironmentError, VARIABLES } from './env.ts'
import { VERSION } from './version.ts'

const cli = cac('yingwu')
cli
  .command('start', '模拟器和公众号服务器一起启动，已接通 Simulator and account server, connected')
  .action(async () => (await import('./start.ts')).start(process.env))
cli
  .command('serve', '只启动公众号服务器 The account server alone')
  .action(async () => (await import('./serve.ts')).serve(process.env))
cli
  .command('simulator', '只启动模拟器 The simulator alone')
  .action(async () => (await import('./simulate.ts')).simulate(process.env))
cli.help((sections) => [...sections, { title: '环境变量 Environment', body: variables() }])
cli.version(VERSION)

try {
  cli.parse(process.argv, { run: false })
  if (cli.matchedCommand !== undefined) await cli.runMatchedCommand()
  else if (cli.args.length > 0) fail(`没有这个命令 / no such command: ${cli.args.join(' ')}。yingwu --help`)
  else if (cli.options['help'] === undefined && cli.options['version'] === undefined) cli.outputHelp()
} catch (error) {
  if (!isForTheUser(error)) throw error
  fail(error.message)
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
  return (
    isTaken || error instanceof EnvironmentError || error instanceof ConfigError || error.name === 'CACError'
  )
}

function fail(message: string): void {
  console.error(message)
  process.exitCode ??= 1
}
