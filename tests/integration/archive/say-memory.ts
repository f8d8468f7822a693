// Loaded into a command that is measured: the most memory it held, in KiB, as its last line.
process.on('exit', () => console.log(`MEMORY ${process.resourceUsage().maxRSS}`))
