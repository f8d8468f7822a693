import { z } from 'zod'

/** Attributes of an HTML control that say the same as its field of a schema. */
export type HtmlConstraints = {
  required?: true
  minLength?: number
  maxLength?: number
  min?: number
  max?: number
  pattern?: string
  type?: 'number' | 'email' | 'url'
  inputMode?: 'numeric'
}

/**
 * The HTML constraints of every field of a form, derived from the schema that judges it on the server, so that the two
 * cannot differ. Read from what the schema takes in, before it changes anything. A field is required when the empty
 * text does not pass, since a browser sends an empty text for a field that is left alone.
 */
export function htmlConstraints<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): { [Name in keyof Shape]: HtmlConstraints } {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      constraintsOf(field as z.ZodType, givenOf((properties[name] ?? {}) as JsonField)),
    ]),
  ) as { [Name in keyof Shape]: HtmlConstraints }
}

type JsonField = {
  type?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  anyOf?: JsonField[]
}

/** Of a field that may be null: what it is where it is given. */
function givenOf(json: JsonField): JsonField {
  return json.anyOf?.find(({ type }) => type !== 'null') ?? json
}

function constraintsOf(field: z.ZodType, json: JsonField): HtmlConstraints {
  const isNumber = json.type === 'integer' || json.type === 'number'
  return {
    ...(field.safeParse('').success ? {} : { required: true as const }),
    ...(json.minLength === undefined ? {} : { minLength: json.minLength }),
    ...(json.maxLength === undefined ? {} : { maxLength: json.maxLength }),
    ...(json.minimum === undefined ? {} : { min: json.minimum }),
    ...(json.maximum === undefined ? {} : { max: json.maximum }),
    ...patternOf(json),
    ...(isNumber ? { type: 'number' as const, inputMode: 'numeric' as const } : {}),
    ...(json.format === 'email' ? { type: 'email' as const } : {}),
    ...(json.format === 'uri' ? { type: 'url' as const } : {}),
  }
}

/**
 * HTML matches the whole text, so only a pattern that does the same may be taken over. A browser reads it with the flag
 * `v`, under which more signs have to be escaped in a class, and ignores one that it cannot read.
 */
function patternOf({ pattern, format }: JsonField): { pattern?: string } {
  const whole = format === undefined && pattern !== undefined ? /^\^(.*)\$$/s.exec(pattern)?.[1] : undefined
  return whole === undefined ? {} : { pattern: whole.replace(/\[(?:[^\]\\]|\\.)*\]/gs, escapedClass) }
}

/** A class with a backslash before each sign that means something under `v`; a hyphen between two others is a range. */
function escapedClass(whole: string): string {
  const escaped = whole
    .slice(1, -1)
    .replace(/\\.|[()[{}/|]|(?<=^\^?)-|-$/gs, sign => (sign.length > 1 ? sign : `\\${sign}`))
  return `[${escaped}]`
}
