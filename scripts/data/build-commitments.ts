import {
  type CommitmentNote,
  type CommitmentRow,
  commitmentNote,
  commitmentRow,
  pointMappingRow,
} from './file-schemas.ts'
import type { DataFiles } from './read-files.ts'
import { eachRow, nameBy, type Refusal, refuse } from './refusals.ts'
import { uuidV5 } from './uuid-v5.ts'
import type { Words } from './words.ts'

type NoteOf<Kind extends CommitmentNote['kind']> = Extract<CommitmentNote, { kind: Kind }>

const idOf = (ref: string) => uuidV5(`commitment:${ref}`)

/** Rows of the commitments and of what hangs on them. */
export function buildCommitments(
  files: DataFiles,
  words: Words,
  organisationId: Map<string, string>,
  refused: Refusal[],
) {
  const { meta, commitments: rows } = files['real-commitments.json']
  const checkedOn = meta.assembled ?? refuse('real-commitments.json states no day on which it was assembled')
  const notes = readNotes(files, refused)
  const built = eachRow(
    { file: 'real-commitments.json', rows, schema: commitmentRow, nameOf: nameBy('id') },
    refused,
    row => buildCommitment(row, notes, { words, organisationId, checkedOn }),
  )
  const loaded = new Set(built.map(({ commitment }) => commitment.ref))
  return {
    commitments: built.map(({ commitment }) => commitment),
    commitment_topics: built.flatMap(({ topics }) => topics),
    commitment_places: built.flatMap(({ places }) => places),
    deliveries: built.flatMap(({ deliveries }) => deliveries),
    evidence: built.flatMap(({ evidence }) => evidence),
    ...buildLinks(notes, loaded, refused),
    point_mappings: buildMappings(files, loaded, refused),
  }
}

function readNotes(files: DataFiles, refused: Refusal[]): CommitmentNote[] {
  const refs = new Set(files['real-commitments.json'].commitments.map(nameBy('id')))
  return eachRow(
    {
      file: 'commitment-notes.json',
      rows: files['commitment-notes.json'].notes,
      schema: commitmentNote,
      nameOf: nameBy('kind', 'commitment'),
    },
    refused,
    note => {
      if (!refs.has(note.commitment)) refuse(`commitment "${note.commitment}" is in no file`)
      return note
    },
  )
}

function notesOf<Kind extends CommitmentNote['kind']>(
  notes: CommitmentNote[],
  kind: Kind,
  ref: string,
): NoteOf<Kind>[] {
  return notes.filter((note): note is NoteOf<Kind> => note.kind === kind && note.commitment === ref)
}

type Context = { words: Words; organisationId: Map<string, string>; checkedOn: string }

function buildCommitment(row: CommitmentRow, notes: CommitmentNote[], { words, organisationId, checkedOn }: Context) {
  const id = idOf(row.id)
  const [unverifiable] = notesOf(notes, 'not_verifiable', row.id)
  const [signed] = notesOf(notes, 'signed', row.id)
  const [group] = notesOf(notes, 'countries_from_group', row.id)
  const [sister] = notesOf(notes, 'sister', row.id)
  const per = row.amount?.per
  if (per !== undefined && per !== 'year' && per !== 'month') refuse(`period "${per}" of the amount is not mapped`)
  const topics = words.topics(row.topic).map((topic, position) => ({ commitment_id: id, topic, position }))
  const placeCodes = row.beneficiaryRegions.map(words.placeCode)
  const places = words.placeRows(row.id, row.beneficiaryCountries, placeCodes)
  const reports = buildReports(row, id, notes, words)
  return {
    topics,
    places: places.map(place => ({ ...place, commitment_id: id })),
    ...reports,
    commitment: {
      id,
      ref: row.id,
      origin: 'imported',
      title: row.title,
      lang: 'en',
      kind: words.commitmentKind(row.kind),
      kind_words: row.kind,
      topic: row.topic,
      accountable_id: organisationId.get(row.committer) ?? refuse(`committer "${row.committer}" is not listed`),
      partners: row.partners,
      target_measure: row.target === null ? null : words.measure(row.target.unit),
      target_value: row.target?.value ?? null,
      target_qualifier: row.target === null ? null : words.qualifier(row.target.qualifier),
      target_words: row.target?.unit ?? null,
      ...words.money(row.amount, per ?? null),
      announced_on: row.announcedOn,
      dates_approximate: row.datesApproximate,
      deadline_words: row.deadline === null ? row.deadlineText : null,
      deadlines: buildDeadlines(row, notes),
      formalisation: signed ? 'signed' : 'announced',
      formalisation_reason: signed?.reason ?? null,
      is_verifiable: unverifiable === undefined,
      unverifiable_reason: unverifiable?.reason ?? null,
      programme: sister?.programme ?? null,
      countries_from_group: group?.group ?? null,
      named_frameworks: row.frameworks,
      source_url: row.source.url,
      source_publisher: row.source.publisher,
      source_kind: words.sourceKind(row.source.kind),
      note: row.note,
      checked_on: checkedOn,
    },
  }
}

/** Where the editors listed the deadlines of conflicting sources, these stand for the one of the file. */
function buildDeadlines(row: CommitmentRow, notes: CommitmentNote[]) {
  const listed = notesOf(notes, 'deadline', row.id)
  if (listed.length === 0) return row.deadline === null ? [] : [{ due_on: row.deadline, words: row.deadlineText }]
  if (!listed.some(({ date }) => date === row.deadline)) refuse(`deadline ${row.deadline} is not among the noted ones`)
  return listed.map(({ date, words }) => ({ due_on: date, words }))
}

function buildReports(row: CommitmentRow, commitmentId: string, notes: CommitmentNote[], words: Words) {
  const excluded = new Map(notesOf(notes, 'excluded_report', row.id).map(note => [note.evidence, note]))
  for (const place of excluded.keys()) if (row.evidence[place] === undefined) refuse(`there is no report ${place}`)
  const deliveries = row.evidence.map((report, position) => ({
    id: uuidV5(`delivery:${row.id}:${position}`),
    commitment_id: commitmentId,
    origin: 'imported',
    position,
    measure: words.measure(report.unit),
    reported: report.value,
    as_of: report.asOf,
    reported_by: report.reportedBy,
    note: report.note,
    lang: 'en',
    excluded: excluded.get(position)?.excluded ?? null,
    excluded_reason: excluded.get(position)?.reason ?? null,
  }))
  const evidence = row.evidence.map(({ source }, position) => ({
    id: uuidV5(`evidence:${row.id}:${position}`),
    delivery_id: uuidV5(`delivery:${row.id}:${position}`),
    position: 0,
    url: source.url,
    publisher: source.publisher,
    source_kind: words.publisherKind(source.publisher),
  }))
  return { deliveries, evidence }
}

/** Parts and overlaps; a link to a commitment that was refused is refused too. */
function buildLinks(notes: CommitmentNote[], loaded: Set<string>, refused: Refusal[]) {
  const parts = []
  const overlaps = []
  for (const note of notes) {
    if (note.kind !== 'part_of' && note.kind !== 'overlaps') continue
    const other = note.kind === 'part_of' ? note.whole : note.other
    const missing = [note.commitment, other].filter(ref => !loaded.has(ref))
    if (missing.length > 0) {
      const reason = `commitment "${missing.join(', ')}" is not loaded`
      refused.push({ file: 'commitment-notes.json', row: `${note.kind} ${note.commitment}`, reason })
      continue
    }
    const decided = { reason: note.reason, decided_by: note.by, decided_on: note.on }
    const ids = [idOf(note.commitment), idOf(other)] as const
    if (note.kind === 'part_of') parts.push({ part_id: ids[0], whole_id: ids[1], ...decided })
    else {
      const [one_id, other_id] = ids[0] < ids[1] ? ids : [ids[1], ids[0]]
      overlaps.push({ one_id, other_id, ...decided })
    }
  }
  return { commitment_parts: parts, commitment_overlaps: overlaps }
}

function buildMappings(files: DataFiles, loaded: Set<string>, refused: Refusal[]) {
  const { meta, rows } = files['point-mappings.json']
  const mapped = new Set<string>()
  const mappings = eachRow(
    { file: 'point-mappings.json', rows, schema: pointMappingRow, nameOf: nameBy('commitment') },
    refused,
    ({ commitment, point, reason, by, on }) => {
      if (!loaded.has(commitment)) refuse(`commitment "${commitment}" is not loaded`)
      if (mapped.has(commitment)) refuse('mapped twice')
      if (point < 1 || point > files['action-plan-2025.json'].points.length) refuse(`there is no point ${point}`)
      mapped.add(commitment)
      return {
        commitment_id: idOf(commitment),
        framework: meta.framework,
        number: point,
        is_primary: true,
        reason,
        lang: 'en',
        decided_by: by,
        decided_on: on,
      }
    },
  )
  for (const ref of loaded) {
    if (!mapped.has(ref)) refused.push({ file: 'point-mappings.json', row: ref, reason: 'no point is mapped' })
  }
  return mappings
}
