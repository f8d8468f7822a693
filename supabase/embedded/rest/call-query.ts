import type { Statement } from '../engine/db.ts'
import type { ReadRequest } from './parse-read.ts'
import { type BodyShape, selectPage } from './read-query.ts'
import { RestError } from './rest-error.ts'
import type { Argument, Routine } from './schema-cache.ts'
import { Parameters, qualified, quoteName } from './sql-text.ts'

/** Arguments as they came: a JSON object in a body, or texts in the address. */
export type CallArguments =
  | { kind: 'json'; text: string; names: string[] }
  | { kind: 'texts'; texts: Map<string, string> }

const argumentNames = (args: CallArguments): string[] => (args.kind === 'json' ? args.names : [...args.texts.keys()])

/** Finds the function of that name whose parameters have the given names, those with a default left out at will. */
export function findRoutine(routines: readonly Routine[], name: string, args: CallArguments): Routine {
  const given = new Set(argumentNames(args))
  const fitting = routines.filter(({ args: wanted }) => {
    const isComplete = wanted.every(argument => !argument.isRequired || given.has(argument.name))
    return isComplete && [...given].every(key => wanted.some(argument => argument.name === key))
  })
  const [found, second] = fitting
  const list = [...given].join(', ')
  if (found === undefined) {
    const details = `Searched for the function public.${name} ${list === '' ? 'without parameters' : `with parameters ${list}`}, but no matches were found in the schema cache.`
    throw new RestError(404, {
      code: 'PGRST202',
      message: `Could not find the function public.${name}(${list}) in the schema cache`,
      details,
    })
  }
  if (second === undefined) return found
  const signatures = fitting.map(signature).join(', ')
  throw new RestError(300, {
    code: 'PGRST203',
    message: `Could not choose the best candidate function between: ${signatures}`,
    hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
  })
}

const signature = ({ name, args }: Routine): string =>
  `public.${name}(${args.map(argument => `${argument.name} => ${argument.type}`).join(', ')})`

/** The call of a function, its result read like a table where it has columns. */
export function callQuery(
  routine: Routine,
  args: CallArguments,
  request: ReadRequest,
  isCounted: boolean,
  one: 'one' | 'only' | null,
): Statement {
  const parameters = new Parameters()
  const given = routine.args.filter(argument => argumentNames(args).includes(argument.name))
  const { values, from } =
    args.kind === 'json' ? jsonValues(given, args.text, parameters) : textValues(given, args.texts, parameters)
  const named = given.map((argument, index) => `${quoteName(argument.name)} := ${values[index]}`)
  const call = `${qualified(routine.name)}(${named.join(', ')})`
  const hasColumns = routine.returns === 'composite'
  // PostgreSQL runs a common table expression once if it is volatile or read twice.
  const result = hasColumns ? `lateral ${call} result` : `lateral (select ${call} as pgrst_scalar) result`
  const called = `called as (select result.* from ${[...from, result].join(', ')})`
  const columns = hasColumns ? routine.columns : [{ name: 'pgrst_scalar', type: '' }]
  const source = { label: routine.name, reference: 'called', columns }
  const effective = hasColumns ? request : { ...request, select: [{ kind: 'all' as const }], filters: [], order: [] }
  const body = bodyShape(routine, one)
  return {
    text: selectPage({ source, parameters, request: effective, isCounted, body }, [called]),
    params: parameters.values,
  }
}

function bodyShape({ returns, returnsSet }: Routine, one: 'one' | 'only' | null): BodyShape {
  if (returns === 'composite' || (returnsSet && one !== null)) return one ?? (returnsSet ? 'list' : 'one')
  return returnsSet ? 'values' : 'value'
}

type Values = { values: string[]; from: string[] }

/** PostgreSQL takes the JSON apart by the parameters' types, so arrays, JSON and numbers arrive unharmed. */
function jsonValues(given: readonly Argument[], text: string, parameters: Parameters): Values {
  if (given.length === 0) return { values: [], from: [] }
  const definition = given.map(argument => `${quoteName(argument.name)} ${argument.type}`).join(', ')
  return {
    values: given.map(argument => `given.${quoteName(argument.name)}`),
    from: [`json_to_record(${parameters.add(text)}::json) as given (${definition})`],
  }
}

function textValues(given: readonly Argument[], texts: ReadonlyMap<string, string>, parameters: Parameters): Values {
  const values = given.map(argument => `${parameters.add(texts.get(argument.name) ?? null)}::${argument.type}`)
  return { values, from: [] }
}
