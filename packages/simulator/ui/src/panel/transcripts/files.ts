/** Transcripts as files: saved as they are kept beside code, and read from what people have. */
import type { Transcript } from '../../../../src/control/types.ts'
import { transcriptsApi } from '../../api/transcripts-api.ts'

export function saveFile(name: string, transcript: Transcript): void {
  const text = `${JSON.stringify(transcript, null, 2)}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name.replaceAll(/[/\\:*?"<>|]/g, '-')
  link.click()
  URL.revokeObjectURL(url)
}

/** A transcript, or the push log of a server. @throws ApiError with what is wrong with it */
export async function uploadFile(file: File): Promise<Transcript> {
  const text = await file.text()
  const transcript = parse(text)
  if (transcript) return transcriptsApi.put(transcript)
  const name = file.name.replace(/\.\w+$/, '')
  return (await transcriptsApi.takeOver({ name, text })).transcript
}

/** The simulator checks the rest. */
function parse(text: string): Transcript | undefined {
  try {
    const value = JSON.parse(text)
    return value?.yingwu === 'transcript' ? { ...value, name: String(value.name) } : undefined
  } catch {
    return undefined
  }
}
