import { readFileSync } from 'node:fs'
import ts from 'typescript'

/**
 * The string literals of a union type, read from the source file that declares it: `Implementation`, or one property
 * of a type: `Offer.mode`. Other types of the file are followed; null and undefined are left out.
 */
export function literalUnion(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const [typeName = '', property] = name.split('.')
  const declared = source.statements
    .filter(ts.isTypeAliasDeclaration)
    .find(statement => statement.name.text === typeName)?.type
  const type = declared && property ? propertyOf(declared, property) : declared
  if (!type) throw new Error(`${file} declares no ${name}`)
  const literals = literalsOf(type, file)
  if (literals.length === 0) throw new Error(`${name} of ${file} is no union of texts`)
  return literals
}

function propertyOf(type: ts.TypeNode, property: string): ts.TypeNode | undefined {
  if (ts.isIntersectionTypeNode(type)) return type.types.map(part => propertyOf(part, property)).find(Boolean)
  if (!ts.isTypeLiteralNode(type)) return undefined
  return type.members
    .filter(ts.isPropertySignature)
    .find(member => ts.isIdentifier(member.name) && member.name.text === property)?.type
}

function literalsOf(type: ts.TypeNode, file: string): string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(part => literalsOf(part, file))
  if (ts.isParenthesizedTypeNode(type)) return literalsOf(type.type, file)
  if (ts.isArrayTypeNode(type)) return literalsOf(type.elementType, file)
  if (ts.isLiteralTypeNode(type)) return ts.isStringLiteral(type.literal) ? [type.literal.text] : []
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return literalUnion(file, type.typeName.text)
  return []
}
