/** What a program with an SDK must have done, seen from its own side and in the world. */
import { expect } from 'vitest'
import { type Report, type Step, succeeded, type World } from './world.ts'

export interface FullUse {
  /** What it said to the first person. */
  text: string
  /** What it sent to the tag that the first person has; left out by programs that send to none. */
  broadcast?: string
  /** Its steps that WeChat must refuse, and a part of what the SDK says then. */
  refusals: { [step: string]: string | number }
  /** Bytes of the picture that went up and came down again. */
  download: { step: string; result: unknown }
}

export function expectFullUse({ sim, fans }: World, report: Report, expected: FullUse): void {
  expect(report.steps.filter(({ step, error }) => error !== undefined && !isRefusal(step))).toEqual([])
  expect(succeeded(sim).length).toBeGreaterThanOrEqual(40)

  const refusals = report.steps.filter(({ step }) => isRefusal(step)).map(toRefusal)
  const wanted = Object.entries(expected.refusals)
  expect(Object.fromEntries(refusals)).toEqual(
    Object.fromEntries(wanted.map(([step, part]) => [step, expect.stringContaining(String(part))])),
  )
  expect(report.steps.find(({ step }) => step === expected.download.step)?.result).toMatchObject(
    expected.download.result ?? {},
  )

  const errcodes = sim.calls().map(({ errcode }) => errcode)
  const deadToken = errcodes.findIndex((errcode) => errcode === 42001 || errcode === 40001)
  // A dead token was met, and a later call went well: the newest call comes first.
  expect(deadToken).toBeGreaterThan(0)
  expect(errcodes[0]).toBe(0)

  const [{ openid }] = fans
  expect(sim.fans().find((fan) => fan.openid === openid)).toMatchObject({ remark: '老朋友' })
  expect(sim.account().menu?.[0]).toMatchObject({ name: '今日歌曲' })
  const shown = sim.messages(openid)
  expect(shown).toContainEqual(expect.objectContaining({ from: 'account', content: expected.text }))
  expect(shown).toContainEqual(expect.objectContaining({ from: 'account', type: 'image' }))
  if (expected.broadcast !== undefined)
    expect(shown).toContainEqual(expect.objectContaining({ via: 'broadcast', content: expected.broadcast }))
}

function isRefusal(step: string): boolean {
  return step.startsWith('refused: ')
}

function toRefusal({ step, error, errcode }: Step): [string, string] {
  return [step.slice('refused: '.length), `${error ?? 'went well'} (${errcode ?? ''})`]
}
