/**
 * Reads multipart bodies as clients in the wild write them: raw UTF-8 or encoded file names, quoted or bare
 * attributes, extra headers inside the parts.
 */

export interface Part {
  name: string
  /** undefined: an ordinary field, not a file. */
  filename: string | undefined
  contentType: string
  bytes: Uint8Array
}

const MAX_PARTS = 20

/** undefined when the body is not multipart at all. */
export function readMultipart(contentType: string, body: Uint8Array): Part[] | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!/^multipart\//i.test(contentType) || !boundary) return undefined
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`)
  const bytes = Buffer.from(body)
  const parts: Part[] = []
  let from = bytes.indexOf(delimiter)
  while (from >= 0 && parts.length < MAX_PARTS) {
    const start = from + delimiter.length
    const next = bytes.indexOf(delimiter, start)
    if (next < 0) break
    const part = readPart(bytes.subarray(start, next))
    if (part) parts.push(part)
    from = next
  }
  return parts
}

function readPart(bytes: Buffer): Part | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const headers = bytes.subarray(0, end).toString()
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? ''
  const name = attribute(disposition, 'name')
  if (name === undefined) return undefined
  return {
    name,
    filename: encodedName(disposition) ?? attribute(disposition, 'filename'),
    contentType: /^content-type:\s*([^;\r\n]+)/im.exec(headers)?.[1]?.trim() ?? '',
    // The line break before the next delimiter is not the file's.
    bytes: bytes.subarray(end + 4, bytes.length - 2),
  }
}

function attribute(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\r\\n]*))`, 'i').exec(disposition)
  return found ? (found[1] ?? found[2]?.trim()) : undefined
}

/** `filename*=UTF-8''%E8%8C%B6.jpg` */
function encodedName(disposition: string): string | undefined {
  const found = /;\s*filename\*=utf-8''([^;\s]+)/i.exec(disposition)?.[1]
  if (found === undefined) return undefined
  try {
    return decodeURIComponent(found)
  } catch {
    return found
  }
}
