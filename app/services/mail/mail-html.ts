import type { Block, MailContent } from './compose-mail.ts'

const body = 'margin:0;padding:24px;background:#ffffff;color:#1a1a1a;font:16px/1.6 sans-serif'
const column = 'max-width:36em;margin-inline:auto'
const button =
  'display:inline-block;padding:10px 18px;background:#1a4d8f;color:#ffffff;text-decoration:none;border-radius:4px'
const code = 'unicode-bidi:isolate;font:28px/1.4 monospace;letter-spacing:4px'
const address = 'unicode-bidi:isolate;font-size:13px;overflow-wrap:anywhere'
const note = 'margin-block-start:32px;font-size:13px;color:#5a5a5a'

/**
 * The part of a mail for readers of HTML: one document with its language and direction, styles in the elements, and
 * nothing that is fetched from anywhere. What runs from left to right in any language is isolated.
 */
export function mailHtml(content: MailContent, { lang, dir }: { lang: string; dir: 'ltr' | 'rtl' }): string {
  const subject = escapeHtml(content.subject)
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="${body}">
<div lang="${lang}" dir="${dir}" style="${column}">
<h1 style="font-size:20px">${subject}</h1>
${content.blocks.map(blockHtml).join('\n')}
</div>
</body>
</html>
`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'words':
      return `<p>${escapeHtml(block.text)}</p>`
    case 'note':
      return `<p style="${note}">${escapeHtml(block.text)}</p>`
    case 'code':
      return `<p><bdi dir="ltr" style="${code}">${escapeHtml(block.code)}</bdi></p>`
    case 'link': {
      const href = escapeHtml(block.href)
      // The address is also written out, for readers whose mail program takes links away.
      return `<p><a href="${href}" style="${button}">${escapeHtml(block.label)}</a></p>
<p><bdi dir="ltr" style="${address}">${href}</bdi></p>`
    }
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character)
}
