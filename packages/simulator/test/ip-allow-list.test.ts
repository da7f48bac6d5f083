import { describe, expect, test } from 'vitest'
import { APP_ID, call, createStage, SECRET, tokenPath } from './support/stage.ts'

/** Everybody here calls from 127.0.0.1. */
async function guarded(...ipAllowList: string[]) {
  const stage = await createStage()
  const before = await call(stage.sim, 'GET', tokenPath())
  stage.sim.patchAccount({ ipAllowList })
  const token = String(before.body['access_token'])
  return {
    ...stage,
    getToken: () => call(stage.sim, 'GET', tokenPath()),
    getStable: () =>
      call(stage.sim, 'POST', '/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: APP_ID,
        secret: SECRET,
      }),
    use: () => call(stage.sim, 'GET', `/cgi-bin/getcallbackip?access_token=${token}`),
  }
}

describe('the IP allow list', () => {
  test('guards both calls that hand out tokens, and names the caller', async () => {
    const { getToken, getStable, use } = await guarded('203.0.113.9')
    const { errcode, body } = await getToken()
    expect(errcode).toBe(40164)
    expect(body['errmsg']).toMatch(/^invalid ip 127\.0\.0\.1, not in whitelist rid: [0-9a-f-]{26}$/)
    expect((await getStable()).errcode).toBe(40164)
    expect((await use()).errcode).toBe(0)
  })

  test.for([
    [[], 0],
    [['203.0.113.9', '127.0.0.1'], 0],
    [['127.0.0.0/8'], 0],
    [['128.0.0.0/1', '2001:db8::/32'], 40164],
  ] as const)('%o: %i', async ([list, errcode]) => {
    const { getToken } = await guarded(...list)
    expect((await getToken()).errcode).toBe(errcode)
  })

  test('guards every call where the account says so', async () => {
    const { sim, use } = await guarded('203.0.113.9')
    sim.patchAccount({ switches: { allowListFor: 'all' } })
    expect((await use()).errcode).toBe(40164)
  })

  test('does not tell strangers who may come: the secret is asked first', async () => {
    const { sim } = await guarded('203.0.113.9')
    expect((await call(sim, 'GET', tokenPath().replace(SECRET, 'wrong'))).errcode).toBe(40125)
  })

  test.for(['example.com', '203.0.113.9/33', '203.0.113', ''])('refuses %j as an entry', async (entry) => {
    const { control } = await createStage()
    expect(await control('PATCH', `/accounts/${APP_ID}`, { ipAllowList: [entry] })).toMatchObject({
      status: 400,
    })
  })
})

test('a caller over a socket is judged by its real address', async () => {
  const { sim } = await createStage(undefined, { publicUrl: '' })
  sim.patchAccount({ ipAllowList: ['203.0.113.9'] })
  const url = await sim.listen({ port: 0 })
  try {
    const answer: unknown = await (await fetch(`${url}${tokenPath()}`)).json()
    expect(answer).toMatchObject({ errcode: 40164, errmsg: expect.stringContaining('127.0.0.1') })
    sim.patchAccount({ ipAllowList: ['127.0.0.1'] })
    expect(await (await fetch(`${url}${tokenPath()}`)).json()).toHaveProperty('access_token')
    expect(sim.calls()[0]?.clientIp).toBe('127.0.0.1')
  } finally {
    await sim.close()
  }
})
