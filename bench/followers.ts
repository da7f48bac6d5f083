/**
 * What followers cost: the time until a crowd is there, the memory it fills, and how quickly calls about people are
 * answered among so many. Each crowd has a process of its own. Alone: `node scripts/run.mjs bench/followers.ts`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createSimulator } from '@yingwu/simulator'
import { table } from './table.ts'

export interface FollowersFigures {
  followers: number
  /** Until all are there, ms. */
  generated: number
  /** Of the whole process, bytes: with one follower, and with all. */
  memoryBefore: number
  memory: number
  /** Ms of one call: the middle one of several. */
  calls: { [path: string]: number }
  /** Openids that `user/get` gave in all its pages, where they are not as many as there are followers. */
  wrong: number
}

/** Crowds of these sizes. The goals: 10,000 in 2 s; a million in less than 1 GB. */
export function measureFollowers(sizes: readonly number[] = [10_000, 1_000_000]): FollowersFigures[] {
  return sizes.map((size) => {
    const program = fileURLToPath(import.meta.url)
    const options = ['--conditions=yingwu:source', '--disable-warning=ExperimentalWarning']
    const { stdout, status } = spawnSync(process.execPath, [...options, program, '--crowd', String(size)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`A crowd of ${size} ended with ${status}`)
    const figures: FollowersFigures = JSON.parse(stdout)
    return figures
  })
}

export function followersTable(figures: readonly FollowersFigures[]): string {
  const paths = Object.keys(figures[0]?.calls ?? {})
  return table(
    [
      'followers',
      'ms to generate',
      'MB before',
      'MB after',
      'bytes each',
      ...paths.map((path) => `ms ${path}`),
    ],
    figures.map(({ followers, generated, memoryBefore, memory, calls }) => [
      followers.toLocaleString('en'),
      generated,
      memoryBefore / 1e6,
      memory / 1e6,
      (memory - memoryBefore) / followers,
      ...paths.map((path) => calls[path] ?? Number.NaN),
    ]),
  )
}

const TIMES = 9

async function measureCrowd(followers: number): Promise<FollowersFigures> {
  const simulator = createSimulator({ receiver: () => new Response('success') })
  const { appid, secret } = simulator.account()
  const [fan] = simulator.fans()
  const memoryBefore = process.memoryUsage.rss()

  async function ask(path: string, body?: object) {
    const response = await simulator.fetch(
      new Request(`http://127.0.0.1:8100${path}`, {
        method: body ? 'POST' : 'GET',
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    const answer: { [member: string]: unknown } = JSON.parse(await response.text())
    return answer
  }

  const began = performance.now()
  const tags = { 常客: 0.12, 会员: 0.04 }
  const { total } = await ask('/_sim/v1/followers', { count: followers, seed: 42, tags })
  const generated = performance.now() - began
  const memory = process.memoryUsage.rss()

  const grant = await ask(`/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`)
  const token = `access_token=${String(grant['access_token'])}`
  const calls: { [path: string]: number } = {}
  const time = async (name: string, path: string) => {
    const taken: number[] = []
    for (let n = 0; n < TIMES; n += 1) {
      const from = performance.now()
      await ask(path)
      taken.push(performance.now() - from)
    }
    calls[name] = taken.toSorted((a, b) => a - b)[TIMES >> 1] ?? Number.NaN
  }
  await time('user/info', `/cgi-bin/user/info?openid=${fan?.openid ?? ''}&${token}`)
  await time('user/get', `/cgi-bin/user/get?${token}`)
  await time('tags/get', `/cgi-bin/tags/get?${token}`)
  await time('search', `/_sim/v1/followers?text=${encodeURIComponent('橘猫')}`)

  let listed = 0
  for (let next = ''; ; ) {
    const page = await ask(`/cgi-bin/user/get?next_openid=${next}&${token}`)
    listed += Number(page['count'])
    next = String(page['next_openid'])
    if (page['count'] === 0) break
  }
  await simulator.close()
  const expected = followers + 1
  const wrong = Math.abs(expected - listed) + Math.abs(expected - Number(total))
  return { followers, generated, memoryBefore, memory, calls, wrong }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { crowd: { type: 'string' } } })
  if (values.crowd !== undefined) console.log(JSON.stringify(await measureCrowd(Number(values.crowd))))
  else {
    const figures = measureFollowers()
    console.log(
      `Node ${process.version}. Goals: 10,000 in 2 s, a million in less than 1 GB\n\n${followersTable(figures)}`,
    )
    if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
  }
}
