/** 封面裁剪: the parts of a cover that are shown, checked and then left to the imagination. */
import { ApiError } from '../api/answer.ts'
import { record, records, text } from '../api/call.ts'

type Members = { [member: string]: unknown }

/** 0 to 1, at most six decimals. */
const SHARE = /^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/
const RATIOS = ['1_1', '16_9', '2.35_1']

/** 53401: not four shares or an unknown ratio. 53402: a piece without width or height. */
export function checkCrops(members: Members): void {
  for (const name of ['pic_crop_235_1', 'pic_crop_1_1']) {
    const crop = text(members, name)
    if (crop !== '') checkCrop(crop.split('_'))
  }
  for (const crop of records(record(members, 'cover_info'), 'crop_percent_list') ?? []) {
    if (!RATIOS.includes(text(crop, 'ratio'))) throw new ApiError(53401)
    checkCrop(['x1', 'y1', 'x2', 'y2'].map((name) => text(crop, name)))
  }
}

function checkCrop(shares: readonly string[]): void {
  if (shares.length !== 4 || !shares.every((share) => SHARE.test(share))) throw new ApiError(53401)
  const [left = 0, top = 0, right = 0, bottom = 0] = shares.map(Number)
  if (left >= right || top >= bottom) throw new ApiError(53402)
}
