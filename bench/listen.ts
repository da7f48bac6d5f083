import type { Server } from 'node:http'

/** Takes a free port and tells the benchmark which, as `yingwu serve` does. */
export function listen(server: Server, { backlog }: { backlog?: number } = {}): void {
  server.listen({ port: 0, host: '127.0.0.1', ...(backlog !== undefined && { backlog }) }, () => {
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the server has no address')
    process.send?.({ ready: `http://127.0.0.1:${address.port}/wechat` })
  })
  process.on('disconnect', () => process.exit())
}
