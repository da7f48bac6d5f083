/** The fast bot of the push benchmark: passes the verification, and answers `success` or, with `echo`, the reference's echo. */
import { createServer } from 'node:http'
import { listen } from './listen.ts'
import { createEcho } from './reference-echo.ts'

const echo = process.argv[2] === 'echo' ? createEcho() : () => 'success'

listen(
  createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const url = req.url ?? ''
      const echostr = /[?&]echostr=(\d+)/.exec(url)?.[1]
      const [first = Buffer.alloc(0)] = chunks
      const body = (chunks.length === 1 ? first : Buffer.concat(chunks)).toString()
      const answer = echostr ?? echo(url, body) ?? ''
      res.writeHead(200, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(answer) })
      res.end(answer)
    })
  }),
)
