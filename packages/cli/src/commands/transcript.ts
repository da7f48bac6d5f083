/** `yingwu transcript`: conversations with their answers as files beside the code, told again in a check. */
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { describeReport } from '@yingwu/simulator'
import type { ImportedPushLog, ReplayReport, Transcript, TranscriptMark } from '@yingwu/simulator/types'
import type { Input } from '../commands.ts'
import { type Control, controlOf, simulatorUrl } from '../control.ts'
import { readCredentials } from '../credentials.ts'
import { FAILED } from '../exit-codes.ts'
import { readInput } from '../read-input.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

const ACTIONS = { start, record, replay, import: takeOver }

export async function transcript(input: Input): Promise<number> {
  const [action = '', ...files] = input.args
  if (!isAction(action))
    throw new UsageError(
      `transcript 只有 ${Object.keys(ACTIONS).join('、')}，没有 ${action}`,
      `transcript knows ${Object.keys(ACTIONS).join(', ')}, not ${action}`,
    )
  const simulator = controlOf(simulatorUrl(input.terminal, input.options))
  return ACTIONS[action](simulator, files, input)
}

function isAction(word: string): word is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, word)
}

async function start(simulator: Control, _files: readonly string[], { terminal }: Input): Promise<number> {
  await simulator.post<TranscriptMark>('/recording', {})
  terminal.err('● 正在录制，完成后 recording; when done: yingwu transcript record <file>')
  return 0
}

/** Since `start`, or all that the simulator still knows. */
async function record(
  simulator: Control,
  [file]: readonly string[],
  { options, terminal }: Input,
): Promise<number> {
  const openids = options.all('openid')
  const made = await simulator.post<Transcript>('/transcripts', {
    name: options.get('name') ?? nameOf(file),
    ...(openids.length > 0 && { openids }),
    ...(options.has('all') && { from: 'log' }),
  })
  await write(file, made, terminal)
  return 0
}

async function replay(
  simulator: Control,
  files: readonly string[],
  { options, terminal }: Input,
): Promise<number> {
  if (files.length === 0)
    throw new UsageError(
      '要重放哪些文件？yingwu transcript replay tests/*.json',
      'which files? yingwu transcript replay tests/*.json',
    )
  const within = options.get('within')
  const grace = options.get('grace')
  const reports: ReplayReport[] = []
  for (const file of files) {
    const report = await simulator.post<ReplayReport>('/replays', {
      transcript: await read(file, terminal),
      clock: options.has('clock'),
      ...(within !== undefined && { within: Number(within) }),
      ...(grace !== undefined && { grace: Number(grace) }),
    })
    reports.push(report)
    if (options.has('update') && !report.passed) await write(file, report.accepted, terminal)
    else if (!options.has('json')) terminal.out(describeReport(report))
  }
  if (options.has('json')) terminal.out(JSON.stringify(reports, null, 2))
  return options.has('update') || reports.every(({ passed }) => passed) ? 0 : FAILED
}

/** A push log of a real server, without its people. */
async function takeOver(
  simulator: Control,
  [log, file]: readonly string[],
  { options, terminal }: Input,
): Promise<number> {
  const { appId, encodingAESKey } = readCredentials(terminal, options)
  const { transcript, unreadable } = await simulator.post<ImportedPushLog>('/transcripts/import', {
    name: options.get('name') ?? nameOf(file ?? log),
    text: await readInput(log, terminal),
    ...(appId !== undefined && encodingAESKey !== undefined && { appid: appId, encodingAESKey }),
  })
  if (unreadable > 0) terminal.err(`${unreadable} 条推送读不了 pushes could not be read (--key, --appid)`)
  await write(file, transcript, terminal)
  return 0
}

function nameOf(file: string | undefined): string {
  return file === undefined || file === '-' ? 'transcript' : basename(file).replace(/\.\w+$/, '')
}

async function read(file: string, terminal: Terminal): Promise<unknown> {
  const text = await readInput(file, terminal)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} 不是 JSON`, `${file} is no JSON`, { cause })
  }
}

async function write(file: string | undefined, made: Transcript, terminal: Terminal): Promise<void> {
  const text = JSON.stringify(made, null, 2)
  if (file === undefined || file === '-') {
    terminal.out(text)
    return
  }
  await writeFile(file, `${text}\n`)
  terminal.err(`${file}: ${made.steps.length} 步 steps, ${Object.keys(made.fans).join('、')}`)
}
