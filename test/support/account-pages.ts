/** A tiny web site of an account: what stands under each path, on an origin of its own. */
import { createServer } from 'node:http'

export interface AccountPages extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly origin: string
  readonly set: (path: string, html: string) => void
}

export async function openPages(): Promise<AccountPages> {
  const pages = new Map<string, string>()
  const server = createServer((request, response) => {
    const html = pages.get(URL.parse(request.url ?? '/', 'http://x')?.pathname ?? '/')
    response.writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(html ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    set: (path, html) => pages.set(path, html),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
