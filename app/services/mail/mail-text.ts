import type { Block, MailContent } from './compose-mail.ts'

/**
 * The part of a mail for readers of plain text. A code and an address stand on lines of their own, which are set from
 * left to right by themselves also in a mail that runs the other way.
 */
export function mailText({ blocks }: MailContent): string {
  return `${blocks.map(blockText).join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'words':
      return block.text
    case 'note':
      return `-- \n${block.text}`
    case 'link':
      return block.href
    case 'code':
      return block.code
  }
}
