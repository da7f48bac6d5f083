/**
 * A file to upload: the bytes alone, or with the name and type that the service looks at.
 * Give `filename` when the bytes come without one: the extension decides about 40005 (invalid file type),
 * and a part without a name is refused with 41005 (media data missing).
 */
export type FileInput =
  | Blob
  | Uint8Array<ArrayBuffer>
  | { data: Blob | Uint8Array<ArrayBuffer>; filename?: string | undefined; contentType?: string | undefined }

/** A file that the service sent: a body to stream or to collect, once. */
export interface Download {
  /** `Content-Type` as sent, for example `image/jpeg`. */
  contentType: string
  /** From `Content-disposition`; null when the service gave none. */
  filename: string | null
  stream: ReadableStream<Uint8Array<ArrayBuffer>>
  /** Reads the whole file into memory: at most 10 MB for media of WeChat. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>
}
