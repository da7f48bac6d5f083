/** Each page of docs/guide/first-reply, followed to the letter by somebody who has nothing but the page. */
import type { Call } from '@yingwu/simulator'
import { beforeAll, expect, test } from 'vitest'
import { freePort, getJson, startProgram } from '../support/program.ts'
import { until } from '../support/wait.ts'
import { firstReplyPages, readFirstReply } from './support/first-reply.ts'
import { installJava, installLanguages, missingForPhp } from './support/install.ts'
import { createReader } from './support/reader.ts'

/** Seconds. SDKs come from their registries, unless the language's own cache has them. */
const PATIENCE = 180

beforeAll(async () => {
  await installLanguages()
  await installJava()
})

test('there is a page for each language, and all begin and end alike', () => {
  const pages = firstReplyPages().map((name) => readFirstReply(name))
  expect(pages.map(({ name }) => name)).toEqual(['go', 'java', 'node', 'php', 'python'])
  const [first] = pages
  for (const { start, connect, call } of pages)
    expect({ start, connect, call }).toEqual({
      start: 'cd ~/yingwu && npm run simulator',
      connect: first?.connect,
      call: first?.call,
    })
})

// Beside each other: most of the time they wait for a registry.
for (const name of firstReplyPages())
  test.concurrent(`the page for ${name} leads to a first reply, and to a menu`, async ({ skip, expect }) => {
    const missing = name === 'php' ? await missingForPhp() : ''
    skip(missing !== '', missing)

    await using simulator = await startProgram('simulator')
    const repository = await until(
      () => /证书 CA +(.+)\/data\/simulator-ca\.pem/.exec(simulator.output())?.[1],
      'the simulator has started',
    )
    const { simulatorPort } = simulator
    const botPort = await freePort()
    const page = readFirstReply(name, { repository, simulatorPort, botPort })

    await using reader = createReader(PATIENCE)
    reader.write(page.files)
    await reader.start(page.run, botPort)
    const printed = await reader.type(`${page.connect}\n${page.call}`)

    expect(printed).toContain('"verified":true')
    for (const reply of ['你说的是：你好', '菜单好了', '收到 event'])
      expect(printed).toContain(`"content":"${reply}"`)
    const calls = await getJson<Call[]>(`http://127.0.0.1:${simulatorPort}/_sim/v1/calls`)
    expect(calls).toContainEqual(expect.objectContaining({ endpoint: 'menu.create', errcode: 0 }))
    expect(calls.every(({ errcode }) => errcode === 0)).toBe(true)
  }, 240_000)
