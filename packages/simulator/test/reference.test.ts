import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { ENDPOINTS } from '@yingwu/protocol/contract'
import { createStage } from './support/stage.ts'

async function open(path: string) {
  const { sim } = await createStage()
  const response = await sim.fetch(new Request(`${sim.url}${path}`))
  return { sim, response, text: await response.text() }
}

test('the first page leads to every call', async () => {
  const { response, text } = await open('/reference')
  expect(response.headers.get('content-security-policy')).not.toContain('script-src')
  const links = [...text.matchAll(/href="\/reference\/[\w-]+#([\w.]+)"/g)].map(([, id = '']) => id)
  expect(links.toSorted()).toEqual(Object.keys(ENDPOINTS).toSorted())
})

test('a group page shows parameters, nested ones too, return codes and examples', async () => {
  const { text } = await open('/reference/menu')
  for (const part of [
    'id="menu.create"',
    'POST https://api.weixin.qq.com/cgi-bin/menu/create',
    '<code>button[].sub_button[].name</code>',
    '<code>40018</code>',
    '创建自定义菜单',
  ]) {
    expect(text).toContain(part)
  }
})

test('a group that does not exist is said to be missing', async () => {
  const { response, text } = await open('/reference/nothing')
  expect(response.status).toBe(404)
  expect(text).toContain('没有这一组接口')
})

test('the document is valid and names this simulator as the first server', async () => {
  const { sim, text } = await open('/reference/openapi.json')
  const document: unknown = JSON.parse(text)
  expect(document).toMatchObject({
    openapi: '3.1.0',
    servers: [{ url: sim.url }, { url: 'https://api.weixin.qq.com' }],
  })
  // The validator takes a text in one line for the name of a file.
  const { valid } = await new Validator().validate(JSON.stringify(document, null, 1))
  expect(valid).toBe(true)
})
