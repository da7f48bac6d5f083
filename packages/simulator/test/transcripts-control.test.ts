/** Recordings and replays over the control API, as the panel has them. Without sockets. */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parrot, start, story } from './support/transcripts.ts'

describe('over the control API', () => {
  test('a recording holds what was done since it began', async () => {
    await using wechat = await start(parrot)
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.says('早')
    await wechat.control('POST', '/recording', {})
    await fan.says('晚')
    expect(await wechat.control('GET', '/transcripts')).toMatchObject({ recording: { push: 2 } })
    const made = await wechat.control('POST', '/transcripts', { name: '晚安' })
    expect(made).toMatchObject({
      fans: { 晓雨: { nickname: '晓雨', follows: true } },
      steps: [{ action: { content: '晚' } }],
    })
    expect(await wechat.control('GET', '/transcripts')).toEqual({
      recording: null,
      transcripts: [{ name: '晚安', fans: ['晓雨'], steps: 1, replay: null }],
    })
    expect(await wechat.control('POST', '/replays', { name: '晚安' })).toMatchObject({
      passed: true,
    })
    expect(wechat.simulator.transcript('全部').steps, 'the replay is not told').toHaveLength(3)
    expect(await wechat.control('GET', `/transcripts/${encodeURIComponent('晚安')}`)).toEqual(made)
  })

  test('how far a replay is comes by the event stream, step by step', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    await wechat.control('PUT', '/transcripts/hello', transcript)
    const stream = await wechat.simulator.fetch(new Request('http://127.0.0.1/_sim/v1/events'))
    const heard: string[] = []
    wechat.simulator.on(({ name, data }) => {
      if (name === 'replay') heard.push(`${data.name} ${data.done}/${data.of} ${data.running}`)
    })
    await wechat.control('POST', '/replays', { name: 'hello' })
    expect(heard).toEqual([
      'hello 0/3 true',
      'hello 1/3 true',
      'hello 2/3 true',
      'hello 3/3 true',
      'hello 3/3 false',
    ])
    await expect(eventOf(stream, 'replay', ({ running }) => running === false)).resolves.toMatchObject({
      name: 'hello',
      done: 3,
      of: 3,
    })
  })

  test('windows hear when the list changes, or a recording begins or ends', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    const heard: number[] = []
    wechat.simulator.on(({ name, data }) => {
      if (name === 'transcripts') heard.push(data.count)
    })
    await wechat.control('PUT', '/transcripts/one', transcript)
    await wechat.control('PUT', '/transcripts/two', transcript)
    await wechat.control('DELETE', '/transcripts/one')
    await wechat.control('POST', '/recording', {})
    await wechat.control('DELETE', '/recording')
    expect(heard).toEqual([1, 2, 1, 1, 1])
  })

  test('transcripts are kept by name, survive a reset and travel with the state', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    await wechat.control('PUT', '/transcripts/other', transcript)
    await wechat.control('POST', '/reset')
    expect(await wechat.control('GET', '/transcripts/other')).toEqual({ ...transcript, name: 'other' })
    const state = wechat.simulator.exportState()
    await wechat.control('DELETE', '/transcripts/other')
    await expect(wechat.control('GET', '/transcripts/other')).rejects.toThrow('No transcript other')
    wechat.simulator.importState(state)
    expect(await wechat.control('GET', '/transcripts/other')).toMatchObject({ name: 'other' })
    const { transcripts: _transcripts, ...older } = state
    wechat.simulator.importState(older)
    expect(await wechat.control('GET', '/transcripts')).toMatchObject({ transcripts: [] })
  })

  test.each([
    [{ steps: 1 }, 'steps must be a list'],
    [{ steps: [{ fan: '谁', action: { type: 'follow' } }] }, 'speaks of 谁, who is not among fans'],
    [{ steps: [{ fan: 'A', action: { type: 'dance' } }] }, 'type must be one of'],
    [
      { steps: [{ fan: 'A', action: { type: 'follow' }, expect: [{ content: { matches: '(' } }] }] },
      'is no regular expression',
    ],
    [{ version: 2 }, 'version must be 1'],
  ])('%j is explained', async (wrong, says) => {
    await using wechat = await start(parrot)
    const document = {
      yingwu: 'transcript',
      version: 1,
      name: 'x',
      fans: { A: { nickname: 'A' } },
      steps: [],
    }
    await expect(wechat.control('PUT', '/transcripts/x', { ...document, ...wrong })).rejects.toThrow(says)
  })
})

test.each(['testing.md', 'testing.zh-CN.md'])('the example of %s is a transcript', async (file) => {
  const guide = await readFile(new URL(`../../../docs/guide/${file}`, import.meta.url), 'utf8')
  const example: unknown = JSON.parse(
    /```json\n(\{\n {2}"yingwu": "transcript"[\s\S]*?)```/.exec(guide)?.[1] ?? '',
  )
  await using wechat = await start((words) => (words === '你好' ? '你好，要点什么？' : '订单 42'))
  expect(await wechat.replay(example)).toMatchObject({ passed: true })
})

/** The first event of this name on the stream that is as wanted. */
async function eventOf(
  stream: Response,
  name: string,
  isWanted: (data: { [member: string]: unknown }) => boolean,
): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of stream.body ?? []) {
    text += decoder.decode(part, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const one of parts) {
      const [head = '', body = ''] = one.split('\ndata: ')
      if (head !== `event: ${name}`) continue
      const data: { [member: string]: unknown } = JSON.parse(body)
      if (isWanted(data)) return data
    }
  }
  throw new Error(`the stream ended without ${name}`)
}
