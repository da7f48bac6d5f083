/** 群发消息 */
import type { Handlers } from '../call.ts'
import { deleteBroadcast, getBroadcast, getSpeed, setSpeed } from './mass/jobs.ts'
import { preview, sendToFilter, sendToList } from './mass/submit.ts'

export const MASS: Handlers = {
  'mass.sendAll': sendToFilter,
  'mass.send': sendToList,
  'mass.preview': preview,
  'mass.get': getBroadcast,
  'mass.delete': deleteBroadcast,
  'mass.speedGet': getSpeed,
  'mass.speedSet': setSpeed,
}
