/** {@link createEcho} behind node:http. */
import { createServer } from 'node:http'
import { listen } from './listen.ts'
import { createEcho } from './reference-echo.ts'

const echo = createEcho()

listen(
  createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const [first = Buffer.alloc(0)] = chunks
      const body = (chunks.length === 1 ? first : Buffer.concat(chunks)).toString()
      const answer = echo(req.url ?? '', body)
      if (answer === undefined) {
        res.writeHead(403, { 'content-length': 0 }).end()
        return
      }
      res.writeHead(200, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(answer) })
      res.end(answer)
    })
  }),
)
