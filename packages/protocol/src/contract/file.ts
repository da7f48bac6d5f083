/**
 * A file to upload: its bytes, a stream of them, or where it lies on the disk. Kind and size are told from the bytes.
 * A name is kept by the library of permanent media (永久素材) alone; where none is given, one is made up.
 *
 * A path is read with the rights of the program: never build one from what a user sent.
 */
export type FileInput = FileContent | FilePath | NamedFile

/** The bytes. A stream is read to its end before the request begins, because WeChat wants to know the length. */
export type FileContent = Blob | Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>

/** A file on the disk: `{ path: 'poster.jpg' }` or a `file:` URL. */
export type FilePath =
  | {
      readonly path: string
      readonly filename?: string | undefined
      readonly contentType?: string | undefined
    }
  | URL

/** Bytes with the name and type to send. */
export interface NamedFile {
  readonly data: FileContent
  readonly filename?: string | undefined
  readonly contentType?: string | undefined
}

/** A file that the service sent: a body to stream or to collect, once. */
export interface Download {
  /** `Content-Type` as sent, for example `image/jpeg`. */
  readonly contentType: string
  /** From `Content-disposition`; null when the service gave none. */
  readonly filename: string | null
  /** The bytes as they arrive; `stream.cancel()` ends the download. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>
  /** Reads the whole file into memory: at most 10 MB for media of WeChat. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>
  /** Reads the whole file as UTF-8. */
  text(): Promise<string>
  /** Writes the file to the disk as it arrives, over any older one. A download that breaks leaves none behind. */
  saveTo(path: string | URL): Promise<void>
}
