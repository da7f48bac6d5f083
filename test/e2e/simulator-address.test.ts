/** Where `yingwu simulator` listens: this machine, unless it is told otherwise, and then it says what that means. */
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startProgram } from '../support/program.ts'
import { until } from '../support/wait.ts'

const WARNING = 'everybody on the network can read'

async function start(env: NodeJS.Dict<string>) {
  const program = await startProgram('simulator', env)
  await until(
    () => program.output().includes('AppSecret') || program.process.exitCode !== null,
    'it says where it is or why it is not',
  )
  return program
}

test('it listens on 127.0.0.1 and has nothing to warn of', async () => {
  await using program = await start({})
  expect(program.output()).toContain(`http://127.0.0.1:${program.simulatorPort}/`)
  expect(program.output()).not.toContain(WARNING)
})

test('on every address it warns, and checks names all the same', async () => {
  await using program = await start({
    SIMULATOR_HOST: '0.0.0.0',
    SIMULATOR_ALLOWED_HOSTS: 'simulator, sim.lan',
  })
  expect(program.output()).toContain(WARNING)
  const url = `http://127.0.0.1:${program.simulatorPort}/_sim/v1/health`
  const statusUnder = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end()
    })
  expect(await statusUnder('simulator:8100')).toBe(200)
  expect(await statusUnder('sim.lan')).toBe(200)
  expect(await statusUnder('evil.test')).toBe(403)
})

test('what is no host name is refused with the variable named', async () => {
  await using program = await start({ SIMULATOR_ALLOWED_HOSTS: 'http://simulator:8100' })
  expect(program.process.exitCode).not.toBe(0)
  expect(program.output()).toContain('SIMULATOR_ALLOWED_HOSTS')
})
