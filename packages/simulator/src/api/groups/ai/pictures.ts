/** 图像处理: codes in a picture, a bigger picture, crops. */
import { samplePicture } from '../../../actions/samples.ts'
import { ApiError, OK } from '../../answer.ts'
import { type Handler, type Handlers } from '../../call.ts'
import { parameterOf, pictureOf } from './picture.ts'
import { quadrangleIn } from './quadrangle.ts'
import type { Size } from '../../../picture-size.ts'

const MAX_RATIOS = 5

/** One QR code, whatever the picture shows. */
const scanCode: Handler = async (call) => {
  const { size, digits } = await pictureOf(call, 'image.scanCode')
  const code = { type_name: 'QR_CODE', data: `模拟结果 ${digits(6)}`, pos: quadrangleIn(size) }
  return { ...OK, code_results: [code], img_size: size }
}

/** The picture comes back as it is; a sample in the place of one that came as an address. */
const superResolution: Handler = async (call) => {
  const { file } = await pictureOf(call, 'image.superResolution')
  const { id } = call.world.media.add({
    appid: call.account.appid,
    type: 'image',
    ...(file ?? { bytes: samplePicture(), contentType: 'image/png', filename: 'superresolution.png' }),
  })
  return { ...OK, media_id: id }
}

/** The largest crop of each ratio, from the middle; the whole picture where no ratio was asked for. */
const aiCrop: Handler = async (call) => {
  const { size } = await pictureOf(call, 'image.aiCrop')
  const wanted = parameterOf(call, 'ratios')
  const ratios = wanted === '' ? [size.w / size.h] : wanted.split(',').map(Number)
  if (ratios.length > MAX_RATIOS || !ratios.every((ratio) => ratio > 0 && Number.isFinite(ratio)))
    throw new ApiError(40035)
  return { ...OK, results: ratios.map((ratio) => crop(size, ratio)), img_size: size }
}

/** `ratio`: width by height. The right and bottom edges belong to the crop. */
function crop({ w, h }: Size, ratio: number) {
  const width = Math.max(1, Math.min(w, Math.round(h * ratio)))
  const height = Math.max(1, Math.min(h, Math.round(w / ratio)))
  const [left, top] = [Math.floor((w - width) / 2), Math.floor((h - height) / 2)]
  return { crop_left: left, crop_top: top, crop_right: left + width - 1, crop_bottom: top + height - 1 }
}

export const PICTURES: Handlers = {
  'image.scanCode': scanCode,
  'image.superResolution': superResolution,
  'image.aiCrop': aiCrop,
}
