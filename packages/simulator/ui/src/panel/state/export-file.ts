import type { StateDocument } from '../../../../src/control/types.ts'

/** Saves what the simulator answers as a file of this moment. */
export async function exportFile(read: () => Promise<StateDocument>): Promise<void> {
  const document = await read()
  const url = URL.createObjectURL(new Blob([JSON.stringify(document)], { type: 'application/json' }))
  const link = window.document.createElement('a')
  link.href = url
  link.download = `yingwu-${new Date().toISOString().slice(0, 16).replace(/\D/g, '')}.json`
  link.click()
  URL.revokeObjectURL(url)
}
