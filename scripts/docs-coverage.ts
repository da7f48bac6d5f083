/** The table of docs/simulator-limits.md: what the simulator does for each call of the contract. */
import { isEndpointId } from '@yingwu/protocol/contract'
import { LATER_ENDPOINTS } from '@yingwu/protocol/contract/later'
import { loadContract } from '../packages/protocol/scripts/load.ts'
import { allEndpoints, type Endpoint, type Group } from '../packages/protocol/scripts/model.ts'
import { type Coverage, coverageOf, noteOn } from '../packages/simulator/src/api/coverage.ts'

const WORDS: Record<Coverage, string> = { full: '完整 full', shape: '形式 shape', no: '无 no' }

export function coverage(): string {
  const contract = loadContract()
  const all = allEndpoints(contract).map((endpoint) => ofEndpoint(endpoint))
  const count = (coverage: Coverage) => all.filter((one) => one === coverage).length
  return [
    `完整模拟 full: **${count('full')}** · 只有形式 shape: **${count('shape')}** · 还没有 no: **${count('no')}** · ` +
      `只知道名称和路径 known by name and path alone: **${Object.keys(LATER_ENDPOINTS).length}**`,
    '',
    ...contract.groups.flatMap((group) => section(group)),
  ]
    .join('\n')
    .trimEnd()
}

function section({ title, titleZh, endpoints }: Group): string[] {
  return [
    `### ${titleZh} ${title}`,
    '',
    '| 接口 Call | 名称 Name | 模拟 Emulated | 说明 Note |',
    '| --- | --- | --- | --- |',
    ...endpoints.map((endpoint) => row(endpoint)),
    '',
  ]
}

function row(endpoint: Endpoint): string {
  const note = isEndpointId(endpoint.id) ? noteOn(endpoint.id) : undefined
  const said = note ? `${note.zh} · ${note.en}` : ''
  return `| \`${endpoint.id}\` | ${endpoint.titleZh} | ${WORDS[ofEndpoint(endpoint)]} | ${said} |`
}

function ofEndpoint({ id }: Endpoint): Coverage {
  return isEndpointId(id) ? coverageOf(id) : 'no'
}
