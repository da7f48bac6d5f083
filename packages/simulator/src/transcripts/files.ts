/** What people sent as files travels in the transcript while it is small; else a sample takes its place. */
import { samplePicture, sampleVideo, sampleVoice } from '../actions/samples.ts'
import type { Action, PhoneMessage } from '../control/types.ts'
import type { World } from '../world/world.ts'

/** A transcript is read by people; as base64 this is some thousand lines of a terminal. */
const MAX_BYTES = 64 * 1024

export function withFile(world: World, action: Action, bubble: PhoneMessage | undefined): Action {
  if (!bubble || !('mediaId' in bubble)) return action
  const media = world.media.peek(bubble.mediaId)
  if (!media || media.bytes.length > MAX_BYTES || isSample(media.bytes, bubble)) return action
  const data = Buffer.from(media.bytes).toString('base64')
  if (action.type === 'image' || action.type === 'video' || action.type === 'shortvideo')
    return { ...action, data, contentType: media.contentType }
  if (action.type !== 'voice') return action
  const format = media.filename.split('.').at(-1) ?? 'amr'
  return { ...action, data, format }
}

function isSample(bytes: Uint8Array, bubble: PhoneMessage): boolean {
  const sample =
    bubble.type === 'voice'
      ? sampleVoice(bubble.seconds)
      : bubble.type === 'image'
        ? samplePicture()
        : sampleVideo()
  return Buffer.from(bytes).equals(sample)
}
