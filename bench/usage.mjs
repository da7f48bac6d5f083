// Preloaded into every measured server: tells the benchmark what the process has used. Costs nothing until asked.
process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  const peak = process.resourceUsage().maxRSS * 1024
  process.send({ cpu: user + system, memory: process.memoryUsage.rss(), peak })
})
