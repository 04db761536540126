import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import t from 'tap'
import * as z from 'zod'
import { answerColumns, resultCells, writeTable } from '../src/engine/rows/cells.js'
import { columnsOf, readCells, writeCells } from '../src/engine/rows/columns.js'
import type { Result } from '../src/language/outcome.js'
import { validBodies } from '../src/testing/arbitrary.js'
import { fc } from '../src/testing/drawing.js'
import type { Json } from '../src/testing/testing.js'
import { toy } from './toy.js'
import { compute, hasFixedHeaders, isProblem } from './toy-host.js'

const URL = '/v1/toy/batch'
const CSV = { 'content-type': 'text/csv' }
const send = (text: string, headers = {}) => compute({ ...CSV, ...headers }, text, URL)
const columns = columnsOf(toy)

t.test('columns come from the schema', async (t) => {
  t.same(
    columns.map(({ name }) => name),
    [
      'age',
      'tenderJointCount28',
      'swollenJointCount28',
      'jointCountMethod',
      'patientGlobal',
      'patientGlobal_unit',
      'creatinine',
      'creatinine_unit',
      'creatinine_comparator',
      'esr',
      'esr_unit',
      'esr_comparator',
      'fvcPercentPredicted',
      'fvcPercentPredicted_unit',
      'index',
      'confirmed',
      'onset',
      'aids',
      'baseline.date',
      'baseline.dlco',
      'baseline.dlco_unit',
      'baseline.grade',
      'followUp.date',
      'followUp.dlco',
      'followUp.dlco_unit',
      'followUp.grade',
    ],
  )
})

t.test('a batch without rows has a head like any other, in every form and layout', async (t) => {
  const bodies = { 'text/csv': 'id,age', 'application/x-ndjson': '', 'application/json': '[]' }
  for (const [type, body] of Object.entries(bodies))
    for (const headers of [{}, { accept: 'text/plain' }, { prefer: 'return=minimal' }]) {
      const reply = await compute({ 'content-type': type, ...headers }, body, URL)
      const what = `${type} ${JSON.stringify(headers)}`
      t.equal(reply.statusCode, 200, what)
      t.equal(reply.headers['content-type'], `${'accept' in headers ? 'text/plain' : type}; charset=utf-8`, what)
      hasFixedHeaders(t, reply)
    }
})

t.test('each row is answered, in order, with an empty cell for what is missing', async (t) => {
  const reply = await send('id,tenderJointCount28,age\r\np1,4,50\r\n"p,2",,50\r\np3,4,1')
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['content-type'], 'text/csv; charset=utf-8')
  hasFixedHeaders(t, reply)
  t.equal(
    reply.payload,
    [
      'id,status,instrument,computed,score,reported,unit,lower,upper,category,above-5,missing,warnings,text,problem',
      'p1,200,toy,computed,4,4,{#},,,few,not_met,,,"Toy 4, few",',
      '"p,2",200,toy,not_computable,,,{#},,,undetermined,undetermined,tenderJointCount28,,"Toy not computable, undetermined",',
      'p3,422,toy,,,,,,,,,,,,age is out of range. Send a whole number from 18 to 120.',
      '',
    ].join('\n'),
  )
})

t.test('cells are read as they stand: nothing is guessed', async (t) => {
  const read = (name: string, cell: string) =>
    readCells(
      columns.filter((column) => column.name === name),
      [cell],
    )
  for (const cell of ['4,5', ' 4', '4 ', '04', '+4', '4.', '.5', '0x4', 'NaN', 'Infinity', '4 mm', '4e', '1 000']) {
    const { input, unread } = read('age', cell)
    t.same(input, { age: cell }, `${cell} stays a text`)
    t.equal(unread.get('/age'), 'age')
    const reply = await send(stringify([['age'], [cell]]))
    t.match(reply.payload, ',422,toy,')
    t.match(reply.payload, 'age is not a number. Write digits with a decimal point')
  }
  t.same(read('age', '-1.5e2').input, { age: -150 })
  t.same(read('confirmed', 'true').input, { confirmed: true })
  t.same(read('confirmed', 'TRUE').input, { confirmed: 'TRUE' })
  t.same(read('aids', 'cane|walker').input, { aids: ['cane', 'walker'] })
  t.same(read('aids', '|').input, { aids: [] })
  t.same(read('aids', '').input, {})
  const esr = columns.filter(({ name }) => name.startsWith('esr'))
  t.same(readCells(esr, ['', 'mm/h', '']).input, {}, 'a unit without a value is a missing value')
  t.same(readCells(esr, ['', 'mm/h', '<']).input, { esr: { comparator: '<', unit: 'mm/h' } }, 'a comparator is not')
  t.same(readCells(esr, ['5', '', '']).input, { esr: { value: 5 } }, 'no unit is assumed')
})

t.test('what is no table is refused as a whole', async (t) => {
  const unknown = await send('id,age,esr_units\n1,50,mm/h\n')
  isProblem(t, unknown, 422, 'invalid_input', 'The columns here are id, age, ')
  t.match(unknown.json().detail, /^Column 3: Unknown column/)
  const meant = (await send('id,Age\n1,50\n')).json().detail
  t.match(meant, /^Column 2: Unknown column; perhaps age is meant\. Correct its name/)
  isProblem(t, await send('id;age\n1;50\n'), 422, 'invalid_input', 'separate columns by commas')
  isProblem(t, await send('age,age\n50,50\n'), 422, 'invalid_input', 'twice')
  isProblem(t, await send(''), 400, 'invalid_csv', 'first line names the columns')
  isProblem(t, await send('"age\n50'), 400, 'invalid_csv', 'double quotes')
  t.match((await send('\uFEFFage\n50\n')).payload, ',200,toy', 'a byte order mark is passed over')
})

t.test('what cannot be read is a problem of its row; after broken quotes nothing is read', async (t) => {
  const rows = (await send('id,age\na,50,1\nb\nc,50\n')).payload.split('\n')
  t.match(rows[1], /^a,400,toy,.*The row has 3 cells and the header 2/)
  t.match(rows[2], /^b,400,toy,.*The row has 1 cells/)
  t.match(rows[3], /^c,200,toy/)
  const broken = (await send('id,age\na,50\nb,"5"0\nc,50\n')).payload.split('\n')
  t.match(broken[1], /^a,200,/)
  t.match(broken[2], /^,400,toy,.*nothing after it was read/)
  t.equal(broken.length, 4)
  t.match((await send(`id,age\n${'x'.repeat(129)},50\n`)).payload, /\n,400,toy/)
})

t.test('forms', async (t) => {
  const text = await send('age,tenderJointCount28\n50,4\n1,4\n', { accept: 'text/plain' })
  t.same(text.payload.split('\n'), [
    'Toy 4, few',
    'problem 422: age is out of range. Send a whole number from 18 to 120.',
    '',
  ])
  const minimal = await send('age,tenderJointCount28\n50,4\n', { prefer: 'return=minimal', accept: 'text/csv' })
  t.equal(minimal.headers['preference-applied'], 'return=minimal')
  t.equal(minimal.payload.split('\n')[1], ',200,toy,computed,4,4,{#},,,few,not_met,,,')
})

t.test('ids that a spreadsheet would compute come back as they are, or as text where that is preferred', async (t) => {
  const ids = ["=cmd|' /C calc'!A0", '+1', '-1', '@a', '\tb', '\rc', '=1+1,"x"', 'plain', "'", '1=1']
  const body = stringify([['id', 'age', 'tenderJointCount28'], ...ids.map((id) => [id, '50', '4'])])
  const idsOf = (payload: string) => (parse(payload, { columns: true }) as readonly Json[]).map(({ id }) => id)
  const plain = await send(body)
  t.same(idsOf(plain.payload), ids)
  t.equal(plain.headers['preference-applied'], undefined)
  const shown = [...ids.slice(0, 7).map((id) => `'${id}`), ...ids.slice(7)]
  for (const [prefer, applied] of [
    ['csv=spreadsheet', 'csv=spreadsheet'],
    ['CSV="spreadsheet"; x=1, csv=plain', 'csv=spreadsheet'],
    ['return=minimal, csv=spreadsheet', 'return=minimal, csv=spreadsheet'],
    ['csv=spreadsheet,return=minimal', 'return=minimal, csv=spreadsheet'],
  ] as const) {
    const reply = await send(body, { prefer })
    t.same(idsOf(reply.payload), shown, prefer)
    t.equal(reply.headers['preference-applied'], applied)
    t.equal(reply.payload.split('\n')[0]?.includes('text'), !prefer.includes('minimal'))
  }
  for (const prefer of ['csv=plain', 'csv=plain, csv=spreadsheet', 'x="csv=spreadsheet"', 'csv', 'spreadsheet'])
    t.same(idsOf((await send(body, { prefer })).payload), ids, prefer)
  const text = await send(body, { prefer: 'csv=spreadsheet', accept: 'text/plain' })
  t.equal(text.headers['preference-applied'], undefined, 'lines of text are no cells')
  const rows = JSON.stringify([{ id: '=1', input: { age: 50 } }])
  const array = await compute({ prefer: 'csv=spreadsheet' }, rows, URL)
  t.equal(array.headers['preference-applied'], undefined)
  t.equal(array.json()[0].id, '=1', 'of a table alone')
})

t.test('figures below zero stay figures in a spreadsheet', async (t) => {
  const result = {
    instrument: 'toy',
    status: 'computed',
    score: { value: -1.5, reported: '-1.50', unit: '-', bounds: { lower: -2, upper: -1e-7 } },
    category: null,
    criteria: [],
    missing: [],
    warnings: [],
    text: '-1.50',
  } as unknown as Result
  const columns = answerColumns(toy, false)
  const write = (spreadsheet: boolean) =>
    writeTable([resultCells('-1.5', result)], { columns, header: false, spreadsheet })
  t.equal(write(false), '-1.5,200,toy,computed,-1.5,-1.50,-,-2,-1e-7,,,,,-1.50,\n')
  t.equal(write(true), "'-1.5,200,toy,computed,-1.5,-1.50,'-,-2,-1e-7,,,,,'-1.50,\n")
})

t.test('a cell of JSON is read as strictly as a body', async (t) => {
  const [column] = columnsOf({
    slug: 'list',
    request: z.strictObject({ visits: z.array(z.strictObject({ a: z.unknown() })) }) as never,
  })
  const refusedOf = (cell: string) => readCells([column ?? null], [cell]).refused?.parsed.code
  t.equal(refusedOf('[{"a":1}]'), undefined)
  t.equal(refusedOf('[{"a":1,"a":2}]'), 'duplicate_key')
  t.equal(refusedOf(`[{"a":${'['.repeat(62)}${']'.repeat(62)}}]`), undefined)
  t.equal(refusedOf(`[{"a":${'['.repeat(63)}${']'.repeat(63)}}]`), 'too_deep')
  t.equal(refusedOf('[{'), undefined, 'what is no JSON is a text, which the instrument refuses')
})

t.test('a header of thousands of columns is refused in few words', async (t) => {
  for (const names of [
    Array.from({ length: 10_000 }, (_, i) => `k${i}`),
    Array(16_000).fill('age'),
    Array(60_000).fill(''),
  ]) {
    const reply = await send(`${names.join(',')}\n`)
    t.equal(reply.statusCode, 422)
    t.match(reply.json().detail, /^More than 500 faults, \d+ of them listed\. The first: Column /)
    t.ok(reply.payload.length <= 65_536, `${reply.payload.length} bytes`)
  }
})

t.test('cells say what a request says, for every request', async (t) => {
  const check = (body: unknown): void => {
    const cells = writeCells(columns, body)
    t.same(writeCells(columns, readCells(columns, cells).input), cells)
  }
  fc.assert(fc.property(validBodies(toy), check), { numRuns: 300 })
})
