/** What the contract says about a logged call: its title, its errcode in words, and how its request differs. */
import { ENDPOINTS, type EndpointId, ERRCODES, isEndpointId } from '@yingwu/protocol/contract'
import { checkParams, FIELDS, type FieldSpec, type Problem } from '@yingwu/protocol/contract/fields'
import { isRecord } from '../check.ts'
import { loadReference } from '../pages/reference/document.ts'
import { toChinese } from './problem-words.ts'
import type { Call, CallDetail, CallProblem, EndpointInfo } from './types.ts'

/** Every call of the contract in the order of the reference. */
export async function listEndpoints(): Promise<EndpointInfo[]> {
  const { groups } = await loadReference()
  return groups.flatMap(({ name, title, calls }) =>
    calls.flatMap(({ id }) => (isEndpointId(id) ? toInfo(id, name, title) : [])),
  )
}

export async function explainCall(call: Call): Promise<CallDetail> {
  const endpoints = await listEndpoints()
  return {
    call,
    endpoint: endpoints.find(({ id }) => id === call.endpoint) ?? null,
    meaning: toMeaning(call.errcode),
    problems: problemsOf(call),
  }
}

function toInfo(id: EndpointId, group: string, bothTitles: string): EndpointInfo {
  const { method, path, title, titleZh, accounts } = ENDPOINTS[id]
  const [zh = '', en = zh] = bothTitles.split(' · ')
  const reference = `/reference/${group}#${id}`
  return {
    id,
    group,
    groupTitle: { zh, en },
    method,
    path,
    title: { zh: titleZh, en: title },
    accounts,
    reference,
  }
}

function toMeaning(errcode: number): CallDetail['meaning'] {
  const known = errcode === 0 ? undefined : ERRCODES[errcode]
  return known ? { zh: known.zh, en: known.en } : null
}

function problemsOf(call: Call): CallProblem[] {
  const id = call.endpoint ?? ''
  if (!isEndpointId(id)) return []
  const { auth, body } = ENDPOINTS[id]
  const { access_token: token, ...others } = call.query
  const query = auth === 'access_token' || token === undefined ? others : call.query
  const isOpaque = body === 'multipart'
  const given = isOpaque ? {} : toMembers(call.requestBody, body === 'raw')
  if (given === null) return isCut(call.requestBody) ? [] : [NO_JSON]
  return checkParams(id, { ...query, ...given }, { wire: true, unknown: true })
    .filter((problem) => !(isOpaque && problem.rule === 'required') && !isHidden(problem))
    .map((problem) => toProblem(id, problem))
}

const NO_JSON: CallProblem = {
  path: '',
  rule: 'type',
  text: { zh: '请求体不是 JSON 对象', en: 'The request body is not a JSON object' },
}

/** null: not to be read. */
function toMembers(text: string, isRaw: boolean): { [name: string]: unknown } | null {
  if (text.trim() === '') return {}
  if (isRaw) return { body: text }
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    // Some clients post forms.
    return /^[\w.%-]+=/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : null
  }
}

/** The log keeps the first 64 Ki characters of a body. */
function isCut(text: string): boolean {
  return text.length >= 64 * 1024
}

/** Secrets are shortened in the log, which breaks their length and pattern. */
function isHidden({ given, path }: Problem): boolean {
  return (typeof given === 'string' && given.endsWith('…')) || /secret|token|password|ticket$/.test(path)
}

function toProblem(id: EndpointId, problem: Problem): CallProblem {
  const { path, rule, message } = problem
  const text = { zh: toChinese(problem), en: message }
  const guess = rule === 'unknown' ? nearest(path, namesBeside(id, path)) : undefined
  if (guess === undefined) return { path, rule, text }
  return {
    path,
    rule,
    text: { zh: `${text.zh}，是不是 ${guess}？`, en: `${text.en}; did you mean ${guess}?` },
  }
}

/** The names that the contract knows in the same place. */
function namesBeside(id: EndpointId, path: string): string[] {
  let fields: readonly FieldSpec[] = FIELDS[id]
  for (const step of path.split('.').slice(0, -1)) {
    const name = step.replace(/\[\d+\]$/, '')
    fields = fields.find((field) => field.name === name)?.fields ?? fields
  }
  return fields.map(({ name }) => name)
}

function nearest(path: string, names: readonly string[]): string | undefined {
  const [name = ''] = path.split('.').slice(-1)
  const [best] = names
    .map((other) => ({ other, distance: distanceOf(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.other : undefined
}

/** Letters to add, drop or change. Names of fields are ASCII. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(b).entries()) {
      const cost = letter === other ? 0 : 1
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + cost))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
