/** Checks a call against the contract before anything is sent. */
import type { EndpointId } from '@yingwu/protocol/contract'
import { ParamsError } from '../errors.ts'
import { kindOfFile } from './file-type.ts'
import { toChinese } from './problem-text.ts'
import type { Params } from './request.ts'

type Contract = typeof import('@yingwu/protocol/contract/fields')

let contract: Contract | undefined

/**
 * The table of all parameters with their limits, loaded by the first call: a bot that calls nothing pays nothing.
 */
export async function loadContract(): Promise<Contract> {
  contract ??= await import('@yingwu/protocol/contract/fields')
  return contract
}

/** The same once it is loaded, without giving up the turn. */
export function loadedContract(): Contract | undefined {
  return contract
}

/** @throws ParamsError with every problem at once */
export function checkOrThrow({ checkParams }: Contract, id: EndpointId, params: Params): void {
  const problems = checkParams(id, params, { kindOf: kindOfFile })
  if (problems.length === 0) return
  throw new ParamsError(
    id,
    problems.map((problem) => ({ ...problem, zh: toChinese(problem) })),
  )
}
