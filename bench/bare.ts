/** What node:http alone costs: reads the body and answers the same to everybody. */
import { createServer } from 'node:http'
import { listen } from './listen.ts'

const ANSWER = Buffer.from('success')

listen(
  createServer((req, res) => {
    req.on('data', () => {})
    req.on('end', () => {
      res.writeHead(200, { 'content-type': 'text/plain', 'content-length': ANSWER.length })
      res.end(ANSWER)
    })
  }),
)
