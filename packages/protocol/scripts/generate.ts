/**
 * Writes src/contract/generated and openapi.json from contract/. With --check it writes nothing, names the stale files and exits with 1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { emitEndpointErrcodes, emitErrcodes } from './emit-errcodes.ts'
import { emitExamples } from './emit-examples.ts'
import { emitEndpoints, emitFields, emitLater } from './emit-tables.ts'
import { emitTypes } from './emit-types.ts'
import { loadContract } from './load.ts'
import { emitOpenApi } from './openapi/document.ts'

const OUTPUT = new URL('../src/contract/generated/', import.meta.url)

/** File name → content. The same contract always gives the same text. */
export function generate(): Record<string, string> {
  const contract = loadContract()
  return {
    'types.ts': emitTypes(contract),
    'endpoints.ts': emitEndpoints(contract),
    'fields.ts': emitFields(contract),
    'errcodes.ts': emitErrcodes(contract),
    'endpoint-errcodes.ts': emitEndpointErrcodes(contract),
    'examples.ts': emitExamples(contract),
    'later.ts': emitLater(contract),
    '../../../openapi.json': emitOpenApi(contract),
  }
}

/** Names of the generated files that differ from what the contract says now. */
export function staleFiles(): string[] {
  return Object.entries(generate())
    .filter(([name, content]) => content !== readOrEmpty(name))
    .map(([name]) => name)
}

function readOrEmpty(name: string): string {
  try {
    return readFileSync(new URL(name, OUTPUT), 'utf8')
  } catch {
    return ''
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = staleFiles()
    if (stale.length > 0) {
      console.error(
        `Stale in packages/protocol/src/contract/generated: ${stale.join(', ')}. Run npm run generate.`,
      )
      process.exitCode = 1
    }
  } else {
    mkdirSync(OUTPUT, { recursive: true })
    for (const [name, content] of Object.entries(generate())) writeFileSync(new URL(name, OUTPUT), content)
  }
}
