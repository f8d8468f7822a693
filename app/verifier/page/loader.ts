/**
 * Unpacks the page's script, whose hash stands in the page's policy: a changed one does not run. Two letters out of 91
 * carry 13 bits; letters are the printable ones of ASCII without `&`, `<` and the backslash.
 */
const source = document.getElementById('packed')
const packed = source?.textContent ?? ''
const letterAt = (at: number) => {
  const code = packed.charCodeAt(at)
  return code - 33 - Number(code > 38) - Number(code > 60) - Number(code > 92)
}
const bytes: number[] = []
let bits = 0
let held = 0
for (let at = 0; at < packed.length; at += 2) {
  bits = (bits << 13) | (letterAt(at) * 91 + letterAt(at + 1))
  held += 13
  while (held >= 8) {
    held -= 8
    bytes.push((bits >> held) & 255)
  }
  bits &= 255
}
const stream = new Blob([new Uint8Array(bytes.slice(0, Number(source?.dataset.bytes)))])
  .stream()
  .pipeThrough(new DecompressionStream('deflate-raw'))
void new Response(stream).text().then(text => {
  const script = document.createElement('script')
  script.textContent = text
  document.body.append(script)
})
