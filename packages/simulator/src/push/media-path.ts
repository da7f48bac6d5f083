/** Where the phone loads a file from. */
export function toMediaPath(id: string): string {
  return `/_sim/media/${encodeURIComponent(id)}`
}
