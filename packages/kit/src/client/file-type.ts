/** What a file is, told from its first bytes. Only the kinds that WeChat takes. */

interface FileKind {
  contentType: string
  extension: string
  test: (bytes: Uint8Array) => boolean
}

const KINDS: readonly FileKind[] = [
  { contentType: 'image/jpeg', extension: 'jpg', test: begins(0xff, 0xd8, 0xff) },
  { contentType: 'image/png', extension: 'png', test: begins(0x89, ...ascii('PNG')) },
  { contentType: 'image/gif', extension: 'gif', test: begins(...ascii('GIF8')) },
  { contentType: 'image/bmp', extension: 'bmp', test: begins(...ascii('BM')) },
  { contentType: 'image/webp', extension: 'webp', test: hasAt(8, ...ascii('WEBP')) },
  { contentType: 'audio/amr', extension: 'amr', test: begins(...ascii('#!AMR')) },
  { contentType: 'audio/wav', extension: 'wav', test: hasAt(8, ...ascii('WAVE')) },
  { contentType: 'audio/x-ms-wma', extension: 'wma', test: begins(0x30, 0x26, 0xb2, 0x75) },
  { contentType: 'video/mp4', extension: 'mp4', test: hasAt(4, ...ascii('ftyp')) },
  {
    contentType: 'audio/mpeg',
    extension: 'mp3',
    // An ID3 tag, or the eleven set bits that begin a frame.
    test: (bytes) =>
      begins(...ascii('ID3'))(bytes) || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0),
  },
]

/** Other spellings that callers declare. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
}

/** The content type by the bytes themselves; undefined when they tell nothing. */
export function sniffContentType(bytes: Uint8Array): string | undefined {
  return KINDS.find((kind) => kind.test(bytes))?.contentType
}

/** `jpg`, told from the bytes of a loaded file; undefined when they tell nothing. */
export function kindOfFile(file: unknown): string | undefined {
  if (typeof file !== 'object' || file === null || !('data' in file)) return undefined
  if (!(file.data instanceof Uint8Array)) return undefined
  const type = sniffContentType(file.data)
  return type === undefined ? undefined : extensionOf(type)
}

/** `jpg` for `image/jpeg`; undefined for types outside the table. */
export function extensionOf(contentType: string): string | undefined {
  const [type = ''] = contentType.toLowerCase().split(';')
  const known = SPELLINGS[type.trim()] ?? type.trim()
  return KINDS.find((kind) => kind.contentType === known)?.extension
}

/** The content type that a file name promises. */
export function contentTypeOfName(filename: string): string | undefined {
  const extension = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()
  const known = extension === 'jpeg' ? 'jpg' : extension
  return KINDS.find((kind) => kind.extension === known)?.contentType
}

function begins(...expected: number[]): FileKind['test'] {
  return hasAt(0, ...expected)
}

function hasAt(offset: number, ...expected: number[]): FileKind['test'] {
  return (bytes) => expected.every((byte, i) => bytes[offset + i] === byte)
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0))
}
