/** `yingwu menu`: the custom menu (自定义菜单) as a file, to be kept beside the code. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { ApiError, type Client } from 'yingwu'
import { parse, stringify } from 'yaml'
import { openClient } from '../account-access.ts'
import type { Input } from '../commands.ts'
import { FAILED } from '../exit-codes.ts'
import { differences, type MenuFile, toMenuFile } from '../menu-file.ts'
import { methodOf } from '../method-of.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

const DEFAULT_FILE = 'menu.yaml'
/** menu no exist */
const NO_MENU = 46003

export async function menu({ args, options, terminal }: Input): Promise<number> {
  const [action = '', file = DEFAULT_FILE] = args
  if (!['pull', 'push', 'diff'].includes(action))
    throw new UsageError(
      `menu 只有 pull、push、diff，没有 ${action}`,
      `menu knows pull, push and diff, not ${action}`,
    )
  if (action === 'pull') {
    const live = await readLive(await openClient(terminal, options))
    await writeMenu(file, live, terminal)
    return 0
  }

  const wanted = await readMenu(file)
  const client = await openClient(terminal, options)
  const live = await readLive(client)
  const found = differences(live, wanted)
  if (options.has('json')) terminal.out(JSON.stringify({ file, differences: found }, null, 2))
  else if (found.length === 0) terminal.out(`${file} 与公众号一致 is the same as the account's menu`)
  else for (const { path, before, after } of found) printDifference(terminal, path, before, after)
  if (action === 'diff' || options.has('dry-run')) return found.length === 0 ? 0 : FAILED
  if (found.length > 0) {
    await publish(client, live, wanted)
    terminal.err(`✓ 已发布 published`)
  }
  return 0
}

function printDifference(terminal: Terminal, path: string, before: unknown, after: unknown): void {
  if (before !== undefined) terminal.out(`- ${path}: ${JSON.stringify(before)}`)
  if (after !== undefined) terminal.out(`+ ${path}: ${JSON.stringify(after)}`)
}

interface Live extends MenuFile {
  ids: string[]
}

async function readLive({ api }: Client): Promise<Live> {
  try {
    const { menu, conditionalmenu = [] } = await api.menu.get()
    const file = toMenuFile({ button: menu.button, conditionalmenu })
    return { ...file, ids: conditionalmenu.map(({ menuid }) => menuid) }
  } catch (error) {
    if (error instanceof ApiError && error.code === NO_MENU)
      return { button: [], conditionalmenu: [], ids: [] }
    throw error
  }
}

/** Conditional menus are tried from the newest to the oldest; the file has the first one first. */
async function publish({ api }: Client, live: Live, wanted: MenuFile): Promise<void> {
  const changed = (part: 'button' | 'conditionalmenu') =>
    JSON.stringify(live[part]) !== JSON.stringify(wanted[part])
  if (changed('button')) await methodOf(api, 'menu.create')({ button: wanted.button })
  if (!changed('conditionalmenu')) return
  for (const menuid of live.ids) await api.menu.deleteConditional({ menuid })
  for (const one of wanted.conditionalmenu.toReversed())
    await methodOf(api, 'menu.addConditional')({ ...one })
}

async function readMenu(file: string): Promise<MenuFile> {
  if (!existsSync(file))
    throw new UsageError(
      `没有文件 ${file}。先取下现在的菜单：yingwu menu pull ${file}`,
      `there is no file ${file}: fetch the menu first with yingwu menu pull ${file}`,
    )
  let value: unknown
  try {
    // JSON is YAML, too.
    value = parse(await readFile(file, 'utf8'))
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${file} 读不了：${detail}`, `${file} cannot be read: ${detail}`, { cause })
  }
  const menu = toMenuFile(value)
  if (menu.button.length === 0)
    throw new UsageError(
      `${file} 里没有 button。要删除菜单请用 yingwu call menu.delete`,
      `${file} has no button; to delete the menu use yingwu call menu.delete`,
    )
  return menu
}

async function writeMenu(
  file: string,
  { button, conditionalmenu }: MenuFile,
  terminal: Terminal,
): Promise<void> {
  const content = { button, ...(conditionalmenu.length > 0 && { conditionalmenu }) }
  const text = file.endsWith('.json') ? `${JSON.stringify(content, null, 2)}\n` : stringify(content)
  if (file === '-') {
    terminal.out(text.trimEnd())
    return
  }
  await writeFile(file, text)
  terminal.out(
    `${file}: ${button.length} 个一级菜单 buttons, ${conditionalmenu.length} 个个性化菜单 conditional menus`,
  )
}
