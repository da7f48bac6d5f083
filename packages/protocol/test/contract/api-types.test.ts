import { expectTypeOf, test } from 'vitest'
import type {
  Api,
  ApiParams,
  ApiResults,
  CallOptions,
  Download,
  FileInput,
} from '../../src/contract/index.ts'

test('parameters and answers are typed by name', () => {
  expectTypeOf<Api['user']['info']>().parameter(0).toHaveProperty('openid').toEqualTypeOf<string>()
  expectTypeOf<ApiParams['media.upload']['type']>().toEqualTypeOf<'image' | 'voice' | 'video' | 'thumb'>()
  expectTypeOf<ApiParams['media.upload']['media']>().toEqualTypeOf<FileInput>()
  expectTypeOf<ApiResults['user.list']['next_openid']>().toEqualTypeOf<string>()
  expectTypeOf<ApiResults['qrcode.show']>().toEqualTypeOf<Download>()
  expectTypeOf<Extract<ApiResults['material.get'], Download>>().toEqualTypeOf<Download>()
})

test('numbers of 64 bits come as text and may be sent as either', () => {
  expectTypeOf<ApiResults['template.send']['msgid']>().toEqualTypeOf<string>()
  expectTypeOf<ApiParams['mass.get']['msg_id']>().toEqualTypeOf<string | number>()
})

test('what the client fills in is not asked for', () => {
  expectTypeOf<keyof ApiParams['token.stable']>().toEqualTypeOf<'force_refresh'>()
  expectTypeOf<keyof ApiParams['oauth.accessToken']>().toEqualTypeOf<'code'>()
  expectTypeOf<ApiParams['quota.clear']>().toEqualTypeOf<Record<string, never>>()
})

test('a message has exactly the member its kind names', () => {
  type Message = ApiParams['message.customSend']
  expectTypeOf<{ touser: string; msgtype: 'text'; text: { content: string } }>().toExtend<Message>()
  expectTypeOf<{ touser: string; msgtype: 'text'; image: { media_id: string } }>().not.toExtend<Message>()
  expectTypeOf<{ touser: string; msgtype: 'text' }>().not.toExtend<Message>()
  // @ts-expect-error a text message has no picture
  const both: Message = { touser: 'o', msgtype: 'text', text: { content: '' }, image: { media_id: '' } }
  expectTypeOf(both).toExtend<Message>()
})

test('a call without required parameters needs no argument, any other does', () => {
  expectTypeOf<[]>().toExtend<Parameters<Api['menu']['get']>>()
  expectTypeOf<[]>().not.toExtend<Parameters<Api['menu']['create']>>()
  expectTypeOf<Api['menu']['get']>().parameter(1).toEqualTypeOf<CallOptions | undefined>()
  expectTypeOf<Api<{ urgent: boolean }>['menu']['get']>()
    .parameter(1)
    .toEqualTypeOf<{ urgent: boolean } | undefined>()
})
