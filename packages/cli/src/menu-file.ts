/** A menu as a file holds it: with the names of `menu/create`, without what WeChat adds on its own. */
import { type Fields, isFields } from './set-fields.ts'
import { UsageError } from './usage-error.ts'

export interface MenuFile {
  button: Fields[]
  /** 个性化菜单, the first that fits a person first. */
  conditionalmenu: { button: Fields[]; matchrule: Fields }[]
}

/** @throws UsageError when it has not the shape of a menu */
export function toMenuFile(value: unknown): MenuFile {
  const record = isFields(value) && isFields(value['menu']) ? { ...value, ...value['menu'] } : value
  if (!isFields(record) || !Array.isArray(record['button'] ?? []))
    throw new UsageError('菜单文件应有 button 列表', 'a menu file has a list called button')
  const conditional: unknown = record['conditionalmenu'] ?? []
  return {
    button: toButtons(record['button']),
    conditionalmenu: (Array.isArray(conditional) ? conditional : []).map((one: unknown) => ({
      button: toButtons(isFields(one) ? one['button'] : []),
      matchrule: isFields(one) && isFields(one['matchrule']) ? withoutEmpty(one['matchrule']) : {},
    })),
  }
}

const ORDER = ['name', 'type', 'key', 'url', 'appid', 'pagepath', 'media_id', 'article_id', 'sub_button']

function toButtons(value: unknown): Fields[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.filter((item) => isFields(item)).map((button) => toButton(button))
}

function toButton(button: Fields): Fields {
  const known = ORDER.filter((name) => button[name] !== undefined)
  const others = Object.keys(button).filter((name) => !ORDER.includes(name))
  const entries = [...known, ...others].map((name): [string, unknown] => [
    name,
    name === 'sub_button' ? toButtons(button[name]) : button[name],
  ])
  return withoutEmpty(Object.fromEntries(entries))
}

/** WeChat answers with empty texts and lists where nothing was given; numbers come as texts. */
function withoutEmpty(record: Fields): Fields {
  return Object.fromEntries(
    Object.entries(record)
      .filter(
        ([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0),
      )
      .map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
}

export interface Difference {
  /** `button[0].sub_button[1].name` */
  path: string
  before?: unknown
  after?: unknown
}

export function differences(before: MenuFile, after: MenuFile): Difference[] {
  return [
    ...compare('button', before.button, after.button),
    ...compare('conditionalmenu', before.conditionalmenu, after.conditionalmenu),
  ]
}

function compare(path: string, before: unknown, after: unknown): Difference[] {
  if (isFields(before) && isFields(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name) =>
      compare(Array.isArray(before) ? `${path}[${name}]` : `${path}.${name}`, before[name], after[name]),
    )
  }
  return before === after ? [] : [{ path, before, after }]
}
