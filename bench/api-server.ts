/** Answers every call of the API the same, as fast as node:http can: only its callers are measured. */
import { createServer } from 'node:http'
import { listen } from './listen.ts'

const ANSWER = Buffer.from('{"errcode":0,"errmsg":"ok"}')

listen(
  createServer((req, res) => {
    req.on('data', () => {})
    req.on('end', () => {
      res.writeHead(200, {
        'content-type': 'application/json; encoding=utf-8',
        'content-length': ANSWER.length,
      })
      res.end(ANSWER)
    })
  }),
)
