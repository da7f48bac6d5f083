import { describe, expect, test } from 'vitest'
import { addDraft, addPicture, form, load, newArticle, PNG } from './support/library.ts'
import { createStage, type Stage } from './support/stage.ts'

const add = ({ api }: Stage, ...articles: object[]) => api('/cgi-bin/draft/add', { articles })
const get = ({ api }: Stage, mediaId: string) => api('/cgi-bin/draft/get', { media_id: mediaId })
const list = ({ api }: Stage, body: object) => api('/cgi-bin/draft/batchget', body)

async function contentOf(stage: Stage, mediaId: string): Promise<string> {
  return JSON.stringify((await get(stage, mediaId)).body)
}

describe('a draft', () => {
  test('comes back as it was given, with what was left out filled in', async () => {
    const stage = await createStage()
    const { mediaId, url } = await addPicture(stage)
    const article = { title: '新店开业', content: `<p>${'周六见'.repeat(30)}</p>`, thumb_media_id: mediaId }
    const { body } = await add(stage, article)
    expect(body).toEqual({ media_id: expect.stringMatching(/^[\w-]{43}$/), item: [] })
    expect((await get(stage, String(body['media_id']))).body).toEqual({
      news_item: [
        {
          article_type: 'news',
          ...article,
          author: '',
          digest: '周六见'.repeat(18),
          content_source_url: '',
          show_cover_pic: 0,
          need_open_comment: 0,
          only_fans_can_comment: 0,
          thumb_url: url,
          url: expect.stringContaining('tempkey='),
        },
      ],
      create_time: 1767225600,
      update_time: 1767225600,
    })
  })

  test('of several articles gets no digest by itself', async () => {
    const stage = await createStage()
    const draft = await contentOf(stage, await addDraft(stage, { title: '一' }, { title: '二' }))
    expect(draft).toContain('"title":"一","author":"","digest":""')
  })

  test('can be looked at before anybody else may', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage, { title: '还没有发布' })
    const [, url = ''] = /"url":"([^"]+)"/.exec(await contentOf(stage, mediaId)) ?? []
    const page = await load(stage, url)
    expect(page.text).toContain('还没有发布')
    expect(page.text).toContain('临时预览')
    await stage.api('/cgi-bin/draft/delete', { media_id: mediaId })
    expect((await load(stage, url)).status).toBe(404)
  })

  test('of pictures has its first one as cover and plain words', async () => {
    const stage = await createStage()
    const [one, two] = [await addPicture(stage), await addPicture(stage)]
    const { body } = await add(stage, {
      article_type: 'newspic',
      title: '店里的一天',
      content: '<b>早</b>上好',
      image_info: { image_list: [{ image_media_id: one.mediaId }, { image_media_id: two.mediaId }] },
    })
    expect((await get(stage, String(body['media_id']))).body).toMatchObject({
      news_item: [
        {
          article_type: 'newspic',
          content: '早上好',
          thumb_media_id: one.mediaId,
          image_info: { image_list: [{ image_media_id: one.mediaId }, { image_media_id: two.mediaId }] },
        },
      ],
    })
    const url = /"url":"([^"]+)"/.exec(await contentOf(stage, String(body['media_id'])))?.[1]
    expect((await load(stage, String(url))).text.match(/<img /g)).toHaveLength(2)
  })

  test('changes one article by its index', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage, { title: '一' }, { title: '二' })
    const article = await newArticle(stage, { title: '二，改过' })
    const update = (index: unknown, articles: object = article) =>
      stage.api('/cgi-bin/draft/update', { media_id: mediaId, index, articles })
    stage.sim.clock.change({ advanceSeconds: 5 })
    expect((await update(1)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await get(stage, mediaId)).body).toMatchObject({
      news_item: [{ title: '一' }, { title: '二，改过' }],
      create_time: 1767225600,
      update_time: 1767225605,
    })
    expect((await update(2)).errcode).toBe(40114)
    expect((await update(-1)).errcode).toBe(40114)
    expect((await update(undefined)).errcode).toBe(40114)
    expect((await update(0, { ...article, title: '' })).errcode).toBe(45003)
    const other = { media_id: 'x', index: 0, articles: article }
    expect((await stage.api('/cgi-bin/draft/update', other)).errcode).toBe(40007)
  })

  test('is counted, listed newest first and without its text when asked, and deleted', async () => {
    const stage = await createStage()
    const first = await addDraft(stage)
    const second = await addDraft(stage)
    expect((await stage.api('/cgi-bin/draft/count')).body).toEqual({ total_count: 2 })
    expect((await stage.api('/cgi-bin/draft/count', {})).body).toEqual({ total_count: 2 })
    expect((await list(stage, { offset: 0, count: 1, no_content: 1 })).body).toMatchObject({
      total_count: 2,
      item_count: 1,
      item: [{ media_id: second, content: { news_item: [{ content: '' }] }, update_time: 1767225600 }],
    })
    expect((await list(stage, { offset: 1, count: 20 })).body).toMatchObject({
      item: [{ media_id: first, content: { news_item: [{ content: '<p>周六上午十点</p>' }] } }],
    })
    expect((await list(stage, { offset: 0, count: 21 })).errcode).toBe(40097)
    const remove = () => stage.api('/cgi-bin/draft/delete', { media_id: first })
    expect((await remove()).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await remove()).errcode).toBe(40007)
    expect((await get(stage, first)).errcode).toBe(40007)
    expect((await stage.api('/cgi-bin/draft/count')).body).toEqual({ total_count: 1 })
  })

  test('comes through an export and an import', async () => {
    const stage = await createStage()
    const mediaId = await addDraft(stage, { title: '保留' })
    const other = await createStage()
    other.sim.importState(stage.sim.exportState())
    expect(await contentOf(other, mediaId)).toContain('保留')
  })
})

describe('the text of an article', () => {
  test('loses scripts, frames, handlers and pictures from elsewhere, and keeps the rest as written', async () => {
    const stage = await createStage()
    const { body } = await stage.api('/cgi-bin/media/uploadimg', form(PNG, 'a.png'))
    const own = `<img src="${String(body['url'])}">`
    const given = [
      '<section style="color: #07c160">好茶<script>alert(1)</script></section>',
      own,
      '<img src="https://example.com/x.png"><img src="http://mmbiz.qpic.cn/mmbiz_png/abc/0">',
      '<iframe src="https://example.com/"></iframe><p onclick="alert(1)" id="x" title="a&quot;b">完</p>',
      '<a href="java\nscript:alert(1)"',
    ].join('')
    const { content } = await stored(stage, given)
    expect(content).toBe(
      `<section style="color: #07c160">好茶</section>${own}<img src="http://mmbiz.qpic.cn/mmbiz_png/abc/0"><p title="a&quot;b">完</p>`,
    )
  })

  test('is clean for good: nothing that went leaves a script behind', async () => {
    const stage = await createStage()
    const { content } = await stored(stage, '<p>好</p><<script></script>script>alert(1)</script>')
    expect(content).toBe('<p>好</p>')
  })

  test.for(['<script', '<a "', '<a x="', '<!--', '</', '<p x=', '&#x', '<b<i></i onx></b>'])(
    'takes no longer for many a %s',
    async (piece) => {
      const stage = await createStage()
      const content = piece.repeat(19_999 / piece.length)
      const began = performance.now()
      expect((await add(stage, await newArticle(stage, { content }))).errcode).toBe(0)
      expect(performance.now() - began).toBeLessThan(2000)
    },
  )

  test('with a link that is a script is refused', async () => {
    const stage = await createStage()
    const article = await newArticle(stage, { content: '<a href=" java&#x73;cript:alert(1)">x</a>' })
    expect((await add(stage, article)).errcode).toBe(45166)
  })

  test('keeps the escapes of a JSON writer that spared non-ASCII', async () => {
    const stage = await createStage()
    const article = JSON.stringify({ articles: [await newArticle(stage, { title: 'TITLE' })] })
    const { body } = await stage.api('/cgi-bin/draft/add', article.replace('TITLE', '\\u65b0\\u8336'))
    expect((await get(stage, String(body['media_id']))).body).toMatchObject({
      news_item: [{ title: '\\u65b0\\u8336' }],
    })
  })

  async function stored(stage: Stage, content: string): Promise<{ content: unknown }> {
    const mediaId = await addDraft(stage, { content })
    const { body } = await get(stage, mediaId)
    const [item]: { content: unknown }[] = JSON.parse(JSON.stringify(body['news_item']))
    return item ?? { content: undefined }
  }
})

describe('a draft is refused', () => {
  test.for<[string, { [name: string]: unknown }, number]>([
    ['without a title', { title: '' }, 45003],
    ['with a title of 33 characters', { title: '茶'.repeat(33) }, 45003],
    ['with an author of 17 characters', { author: '茶'.repeat(17) }, 45110],
    ['with a digest of 129 characters', { digest: '茶'.repeat(129) }, 45004],
    ['without a text', { content: '' }, 44004],
    ['with a text of 20,000 characters', { content: '茶'.repeat(20_000) }, 45002],
    ['with a link beyond 1 KiB', { content_source_url: `https://example.com/${'x'.repeat(1024)}` }, 45005],
    ['without a cover', { thumb_media_id: '' }, 40007],
    ['with an unknown cover', { thumb_media_id: 'x' }, 40007],
    ['with a type that is none', { article_type: 'video' }, 40035],
    ['with a crop that is none', { pic_crop_235_1: '0_0_1' }, 53401],
    ['with a crop beyond the cover', { pic_crop_1_1: '0_0_1.5_1' }, 53401],
    ['with a crop without height', { pic_crop_235_1: '0_0.5_1_0.5' }, 53402],
    [
      'with a crop of an unknown ratio',
      { cover_info: { crop_percent_list: [{ ratio: '4_3', x1: '0', y1: '0', x2: '1', y2: '1' }] } },
      53401,
    ],
    ['with an invented product', { product_info: { footer_product_info: { product_key: 'pk_1' } } }, 53405],
    ['of pictures without any', { article_type: 'newspic' }, 40035],
    [
      'of pictures that are unknown',
      { article_type: 'newspic', image_info: { image_list: [{ image_media_id: 'x' }] } },
      40007,
    ],
  ])('%s', async ([, change, errcode]) => {
    const stage = await createStage()
    expect((await add(stage, await newArticle(stage, change))).errcode).toBe(errcode)
  })

  test('with a temporary cover', async () => {
    const stage = await createStage()
    const { body } = await stage.api('/cgi-bin/media/upload?type=image', form(PNG, 'a.png'))
    expect((await add(stage, await newArticle(stage, { thumb_media_id: body['media_id'] }))).errcode).toBe(
      40007,
    )
  })

  test('without articles, with nine, or with something else in their place', async () => {
    const stage = await createStage()
    const article = await newArticle(stage)
    expect((await add(stage)).errcode).toBe(44003)
    expect((await add(stage, ...Array.from({ length: 9 }, () => article))).errcode).toBe(40035)
    expect((await stage.api('/cgi-bin/draft/add', { articles: article })).errcode).toBe(44003)
    expect((await stage.api('/cgi-bin/draft/add', { articles: ['x', 1, null] })).errcode).toBe(44003)
  })

  test('to accounts without the right', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ kind: 'sandbox' })
    expect((await stage.api('/cgi-bin/draft/count')).errcode).toBe(48001)
  })
})

test('a product card can be put below an article', async () => {
  const stage = await createStage()
  const ask = (change: object) =>
    stage.api('/channels/ec/service/product/getcardinfo', {
      product_id: '10000088812',
      article_type: 'news',
      card_type: 1,
      ...change,
    })
  const { body } = await ask({})
  const key = String(body['product_key'])
  expect(body).toMatchObject({ errcode: 0, DOM: expect.stringContaining(key) })
  const product_info = { footer_product_info: { product_key: key } }
  expect(await contentOf(stage, await addDraft(stage, { product_info }))).toContain(key)
  expect((await ask({ product_id: 'tea' })).errcode).toBe(10170001)
  expect((await ask({ article_type: 'video' })).errcode).toBe(10170002)
  expect((await ask({ card_type: 4 })).errcode).toBe(10170003)
})
